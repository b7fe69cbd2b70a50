package org.segloss.host;

import java.util.Arrays;

/**
 * What each class has against all others under a softmax: its logit less the logarithm of the
 * summed exponentials of the others, exact for logits of any size.
 */
final class LogOdds extends VoxelMap {

    private final VoxelMap x;
    private final Rivals rivals;

    LogOdds(Computation computation, VoxelMap x, Rivals rivals) {
        super(computation, x.rows, x.varies, x, rivals);
        this.x = x;
        this.rivals = rivals;
    }

    /** Their binary cross entropy, which takes less than they do. */
    VoxelMap crossEntropy(Computation computation, VoxelMap positive, VoxelMap negative) {
        return new RestCrossEntropy(computation, x, rivals, positive, negative);
    }

    @Override
    void forward(Block block) {
        int length = block.length;
        float[] largest = rivals.largest(block);
        float[] second = rivals.second(block);
        float[] step = rivals.step(block);
        float[] sum = rivals.sum(block);
        for (int row = 0; row < rows; row++) {
            float[] e = block.value(rivals, row);
            float[] others = block.value(this, row);
            others(rivals.leads(block, row), sum, step, e, others, length);
            Elementary.log(others, others, length);
            odds(rivals.leads(block, row), second, largest, block.value(x, row), others, length);
        }
    }

    private static void others(
            float[] leads, float[] sum, float[] step, float[] e, float[] others, int length) {
        for (int i = 0; i < length; i++) {
            float is = leads[i];
            others[i] = is * sum[i] + (1 - is) * (1 + step[i] * (sum[i] - e[i]));
        }
    }

    private static void odds(
            float[] leads, float[] second, float[] largest, float[] logit, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            float is = leads[i];
            float most = is * second[i] + (1 - is) * largest[i];
            y[i] = logit[i] - most - y[i];
        }
    }

    /**
     * The others of a class have slopes as its softmax over them has them: against the largest row
     * they are their exponentials over the sum of these, against any other one the same times the
     * step, and 1 for the largest, over a sum of its own.
     */
    @Override
    void backward(Block block) {
        int length = block.length;
        float[] step = rivals.step(block);
        float[] sum = rivals.sum(block);
        float[] ofTop = block.scratch(0);
        float[] ofRest = block.scratch(1);
        Arrays.fill(ofTop, 0, length, 0f);
        Arrays.fill(ofRest, 0, length, 0f);
        for (int row = 0; row < rows; row++) {
            float[] e = block.value(rivals, row);
            float[] slope = block.slope(this, row);
            addOfTop(rivals.leads(block, row), slope, ofTop, length);
            addOfRest(rivals.leads(block, row), sum, step, e, slope, ofRest, length);
        }
        Loops.divide(ofTop, sum, length);
        for (int row = 0; row < rows; row++) {
            float[] e = block.value(rivals, row);
            float[] slope = block.slope(this, row);
            float[] to = block.slope(x, row);
            addSlopes(rivals.leads(block, row), sum, step, e, ofTop, ofRest, slope, to, length);
        }
    }

    private static void addOfTop(float[] leads, float[] slope, float[] ofTop, int length) {
        for (int i = 0; i < length; i++) {
            ofTop[i] += leads[i] * slope[i];
        }
    }

    private static void addOfRest(
            float[] leads,
            float[] sum,
            float[] step,
            float[] e,
            float[] slope,
            float[] ofRest,
            int length) {
        for (int i = 0; i < length; i++) {
            float not = 1 - leads[i];
            ofRest[i] += not * slope[i] / (1 + step[i] * (sum[i] - e[i]));
        }
    }

    private static void addSlopes(
            float[] leads,
            float[] sum,
            float[] step,
            float[] e,
            float[] ofTop,
            float[] ofRest,
            float[] slope,
            float[] to,
            int length) {
        for (int i = 0; i < length; i++) {
            float less = ofRest[i] - slope[i] / (1 + step[i] * (sum[i] - e[i]));
            float against = leads[i] * ofRest[i];
            to[i] += slope[i] - against - e[i] * (ofTop[i] + step[i] * less);
        }
    }

    @Override
    boolean readsItself() {
        return false;
    }
}

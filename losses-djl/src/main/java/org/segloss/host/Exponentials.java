package org.segloss.host;

import java.util.Arrays;

/**
 * What softmax and its logarithm share: the exponential of each row less the largest, then the
 * largest and the sum as two more rows. Slopes pass it by.
 */
final class Exponentials extends VoxelMap {

    private final VoxelMap x;

    Exponentials(Computation computation, VoxelMap x) {
        super(computation, x.rows + 2, false, x);
        this.x = x;
    }

    float[] largest(Block block) {
        return block.value(this, x.rows);
    }

    float[] sum(Block block) {
        return block.value(this, x.rows + 1);
    }

    @Override
    void forward(Block block) {
        int length = block.length;
        float[] largest = largest(block);
        float[] sum = sum(block);
        System.arraycopy(block.value(x, 0), 0, largest, 0, length);
        for (int row = 1; row < x.rows; row++) {
            float[] logit = block.value(x, row);
            for (int i = 0; i < length; i++) {
                largest[i] = Math.max(largest[i], logit[i]);
            }
        }
        Arrays.fill(sum, 0, length, 0f);
        for (int row = 0; row < x.rows; row++) {
            float[] logit = block.value(x, row);
            float[] e = block.value(this, row);
            Elementary.expOfDifference(logit, largest, e, length);
            for (int i = 0; i < length; i++) {
                sum[i] += e[i];
            }
        }
    }

    /**
     * The way back through the logarithm of the sum, straight to the argument.
     *
     * @param slope the slopes of the logarithm, of which nothing is left
     */
    void takeOff(Block block, float... slope) {
        float[] sum = sum(block);
        for (int i = 0; i < block.length; i++) {
            slope[i] /= sum[i];
        }
        for (int row = 0; row < x.rows; row++) {
            float[] e = block.value(this, row);
            float[] to = block.slope(x, row);
            for (int i = 0; i < block.length; i++) {
                to[i] -= e[i] * slope[i];
            }
        }
    }

    @Override
    void backward(Block block) {
        throw new IllegalStateException("slopes go from a softmax straight to its argument");
    }
}

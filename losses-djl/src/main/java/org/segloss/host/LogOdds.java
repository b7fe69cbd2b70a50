package org.segloss.host;

import java.util.Arrays;

/**
 * What each class has against all others under a softmax: its logit less the logarithm of the
 * summed exponentials of the others, exact for logits of any size.
 */
final class LogOdds extends VoxelMap {

    private static final float NOTHING = -1e30f;

    private final VoxelMap x;

    LogOdds(Computation computation, VoxelMap x) {
        super(computation, x.rows, x.varies, x);
        this.x = x;
    }

    @Override
    void forward(Block block) {
        int length = block.length;
        float[] largest = block.scratch(0);
        float[] second = block.scratch(1);
        Arrays.fill(largest, 0, length, NOTHING);
        Arrays.fill(second, 0, length, NOTHING);
        for (int row = 0; row < rows; row++) {
            float[] logit = block.value(x, row);
            for (int i = 0; i < length; i++) {
                second[i] = Math.max(second[i], Math.min(largest[i], logit[i]));
                largest[i] = Math.max(largest[i], logit[i]);
            }
        }
        for (int row = 0; row < rows; row++) {
            float[] sum = block.value(this, row);
            Arrays.fill(sum, 0, length, 0f);
            for (int other = 0; other < rows; other++) {
                if (other != row) {
                    addExponentials(block, row, other, largest, second, sum);
                }
            }
            Elementary.log(sum, sum, length);
            float[] logit = block.value(x, row);
            for (int i = 0; i < length; i++) {
                // The largest of the others: the second of all where this one is the largest.
                float most = logit[i] == largest[i] ? second[i] : largest[i];
                sum[i] = logit[i] - most - sum[i];
            }
        }
    }

    private void addExponentials(
            Block block, int row, int other, float[] largest, float[] second, float[] sum) {
        float[] e = block.scratch(2);
        float[] own = block.value(x, row);
        float[] logit = block.value(x, other);
        for (int i = 0; i < block.length; i++) {
            e[i] = logit[i] - (own[i] == largest[i] ? second[i] : largest[i]);
        }
        Elementary.exp(e, e, block.length);
        for (int i = 0; i < block.length; i++) {
            sum[i] += e[i];
        }
    }

    @Override
    void backward(Block block) {
        int length = block.length;
        float[] share = block.scratch(2);
        for (int row = 0; row < rows; row++) {
            if (block.sloped(this, row)) {
                float[] slope = block.slope(this, row);
                float[] own = block.slope(x, row);
                for (int i = 0; i < length; i++) {
                    own[i] += slope[i];
                }
                for (int other = 0; other < rows; other++) {
                    if (other != row) {
                        // Its share of the others: x' - (x - log odds) is its logarithm.
                        float[] odds = block.value(this, row);
                        float[] logit = block.value(x, other);
                        float[] against = block.value(x, row);
                        for (int i = 0; i < length; i++) {
                            share[i] = logit[i] - (against[i] - odds[i]);
                        }
                        Elementary.exp(share, share, length);
                        float[] to = block.slope(x, other);
                        for (int i = 0; i < length; i++) {
                            to[i] -= slope[i] * share[i];
                        }
                    }
                }
            }
        }
    }
}

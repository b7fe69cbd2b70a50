package org.segloss.host;

/**
 * The binary cross entropy of log odds, \( positive \ln(1 + e^{-x}) + negative \ln(1 + e^x) \): one
 * exponential and one logarithm do for both terms.
 */
final class BinaryCrossEntropy extends VoxelMap {

    private final VoxelMap x;
    private final VoxelMap positive;
    private final VoxelMap negative;

    BinaryCrossEntropy(Computation computation, VoxelMap x, VoxelMap positive, VoxelMap negative) {
        super(computation, x.rows, x.varies, x, positive, negative);
        this.x = x;
        this.positive = positive;
        this.negative = negative;
    }

    @Override
    void forward(Block block) {
        float[] softplus = block.scratch(0);
        for (int row = 0; row < rows; row++) {
            float[] odds = block.value(x, row);
            float[] yes = block.value(positive, positive.beside(row));
            float[] no = block.value(negative, negative.beside(row));
            float[] y = block.value(this, row);
            Elementary.softplusOfNegativeSize(odds, softplus, block.length);
            for (int i = 0; i < block.length; i++) {
                float missed = softplus[i] - Math.min(odds[i], 0);
                float marked = softplus[i] + Math.max(odds[i], 0);
                y[i] = yes[i] * missed + no[i] * marked;
            }
        }
    }

    @Override
    void backward(Block block) {
        float[] e = block.scratch(0);
        for (int row = 0; row < rows; row++) {
            if (block.sloped(this, row)) {
                float[] odds = block.value(x, row);
                float[] yes = block.value(positive, positive.beside(row));
                float[] no = block.value(negative, negative.beside(row));
                float[] slope = block.slope(this, row);
                float[] to = block.slope(x, row);
                Elementary.expOfNegativeSize(odds, e, block.length);
                for (int i = 0; i < block.length; i++) {
                    float least = Branchless.negative(odds[i]);
                    // The sigmoids of x and of -x, neither by a difference.
                    float less = e[i] / (1 + e[i]);
                    float more = 1 / (1 + e[i]);
                    float p = least * less + (1 - least) * more;
                    float q = least * more + (1 - least) * less;
                    to[i] += slope[i] * (no[i] * p - yes[i] * q);
                }
            }
        }
    }

    @Override
    boolean readsItself() {
        return false;
    }
}

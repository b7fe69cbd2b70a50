package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;
import org.segloss.tensor.Windows;

/**
 * Multi-scale structural similarity loss: {@link SsimLoss} at the full resolution, the half, the
 * quarter and so on, multiplied.
 *
 * <p>From Wang, Simoncelli and Bovik, <a
 * href="https://doi.org/10.1109/ACSSC.2003.1292216">Multiscale structural similarity for image
 * quality assessment</a> (Asilomar 2003), here of segmentations. Use it as {@code ssim}, where
 * structures differ in size; one scale that is not similar at all makes the product 0, and the
 * gradient of the others with it.
 *
 * <p>\[ L = 1 - \frac{1}{N} \sum_n l_{n,K}^{w_K} \prod_{i \le K} c_{n,i}^{w_i}, \qquad c_{n,i} =
 * \max\Bigl(0, \operatorname{mean}_{k, v} \frac{2 \sigma_{pg} + k_2^2}{\sigma_p^2 + \sigma_g^2 +
 * k_2^2}\Bigr) \]
 *
 * <p>The factor \( l c \) of the last scale is the whole similarity with brightness. Between scales
 * blocks of two voxels along each axis are averaged; a single voxel is left as it is. The powers
 * are {@code weights}, one for each scale. MONAI refuses images that the window outgrows on the
 * way; here an axis shorter than the window gets one of its own length.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}, with one to three spatial axes; {@code
 * reduction} {@code none} gives {@code [N]}. Range: 0 for a perfect prediction to 1. Class weights
 * make a weighted mean of the classes, inside the powers; an absent class costs what is predicted
 * of it. Ignored voxels count as background that is right. Where a power is below one its slope at
 * 0 is capped.
 */
public final class MultiScaleSsimLoss extends SimilarityLoss {

    private final float[] weights;

    private MultiScaleSsimLoss(Builder builder) {
        super(builder);
        weights = builder.weights.clone();
        Arguments.weights("weights", weights);
        Arguments.within("the number of weights", weights.length, 1, 20);
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected NDArray compute(LossInput in) {
        NDArray p = in.unfold(in.counted(in.probabilities()), false);
        NDArray g = in.unfold(in.labelMaps(), false);
        NDArray product = null;
        for (int scale = 0; scale < weights.length; scale++) {
            Similarity similarity = similarity(p, g, scale == 0 && in.targets().hard(), in);
            boolean last = scale == weights.length - 1;
            NDArray mean = classMean(last ? similarity.whole() : similarity.contrast(), in);
            NDArray factor = SafeMath.powFromZero(SafeMath.relu(mean), weights[scale]);
            product = product == null ? factor : product.mul(factor);
            p = Windows.halve(p);
            g = Windows.halve(g);
        }
        NDArray losses = product.neg().add(1);
        return switch (reduction()) {
            case NONE -> losses;
            case SUM -> losses.sum();
            default -> SafeMath.times(losses.sum(), 1.0 / in.targets().images());
        };
    }

    /** The weighted mean over the classes, {@code [N]}. */
    private NDArray classMean(NDArray similarity, LossInput in) {
        double[] shares = weightsOfClasses(in);
        double sum = Math.max(Arrays.stream(shares).sum(), Float.MIN_NORMAL);
        Arrays.setAll(shares, c -> shares[c] / sum);
        return similarity.mul(in.constant(shares, 1, shares.length)).sum(new int[] {1});
    }

    /** The options of {@link MultiScaleSsimLoss}. */
    public static final class Builder extends SimilarityLoss.Builder<Builder> {

        @Option("the power of each scale, the full resolution first (paper: five scales)")
        private float[] weights = {0.0448f, 0.2856f, 0.3001f, 0.2363f, 0.1333f};

        private Builder() {}

        /**
         * Sets the powers of the scales.
         *
         * @param weights one number for each scale, the full resolution first
         * @return this builder
         */
        public Builder optWeights(float... weights) {
            this.weights = weights.clone();
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public MultiScaleSsimLoss build() {
            return new MultiScaleSsimLoss(this);
        }
    }
}

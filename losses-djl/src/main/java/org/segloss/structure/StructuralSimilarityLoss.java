package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;

/**
 * Structural similarity loss: cross entropy that counts more where the prediction's surroundings
 * are not correlated with the label's.
 *
 * <p>From Zhao et al., <a href="https://arxiv.org/abs/1910.08711">Correlation Maximized Structural
 * Similarity Loss for Semantic Segmentation</a> (2019), whose code was not published. Use it for
 * thin or ragged outlines, after the first epochs; not with noisy outlines, which it dwells on.
 *
 * <p>\[ L = \lambda \overline{\ell} + \frac{1 - \lambda}{H} \sum_i f_i e_i \ell_i, \quad e =
 * \left|\frac{g - \mu_g + C_4}{\sigma_g + C_4} - \frac{p - \mu_p + C_4}{\sigma_p + C_4}\right|,
 * \quad f = [e \gt \beta \max e], \quad H = \max(1, \textstyle\sum f) \]
 *
 * <p>\( \ell \) is the cross entropy: \( -g \ln p \) of each class, or that of each channel where
 * these are tasks of their own; its mean is over voxels, or over both. \( \mu, \sigma \) are those
 * of a Gaussian {@code window} (its deviation: {@code sigma} voxels) that repeats the border of the
 * image. The maximum is that of the whole batch. By default e is a constant weight; with {@code
 * detachWeight} false the gradient flows through it too, and also reaches voxels around the wrong
 * one. Window, border and both forms of the gradient are choices of this library. Third parties
 * divide by the other map's deviation, or keep e above a fixed 0.3; neither is the formula.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; {@code reduction} {@code none} gives the map
 * whose mean is L. Range: 0 or more, 0 for a perfect prediction. Class weights multiply \( \ell \);
 * classes of weight 0 are left out of e. At ignored voxels p and g are 0 for their neighbours.
 * Where a voxel enters or leaves f, the value jumps.
 */
public final class StructuralSimilarityLoss extends EmphasisLoss {

    private final StandardScore score;

    private StructuralSimilarityLoss(Builder builder) {
        super(builder);
        score =
                new StandardScore(
                        Arguments.odd("window", builder.window),
                        Arguments.within("sigma", builder.sigma, 0.01, 100),
                        Arguments.within("c4", builder.c4, 1e-6, 1e6));
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
    protected NDArray measure(NDArray maps) {
        return score.of(maps);
    }

    /** The options of {@link StructuralSimilarityLoss}. */
    public static final class Builder extends EmphasisLoss.Builder<Builder> {

        @Option("length of the window along every axis in voxels, an odd number")
        private int window = 3;

        @Option("standard deviation of the window's weights, in voxels (paper: 1.5)")
        private float sigma = 1.5f;

        @Option("added to both sides of each score (paper: 0.01)")
        private float c4 = 0.01f;

        private Builder() {}

        /**
         * Sets the length of the window.
         *
         * @param window an odd number of voxels
         * @return this builder
         */
        public Builder optWindow(int window) {
            this.window = window;
            return this;
        }

        /**
         * Sets the width of the window's weights.
         *
         * @param sigma their standard deviation in voxels
         * @return this builder
         */
        public Builder optSigma(float sigma) {
            this.sigma = sigma;
            return this;
        }

        /**
         * Sets the constant of the scores.
         *
         * @param c4 \( C_4 \), above 0
         * @return this builder
         */
        public Builder optC4(float c4) {
            this.c4 = c4;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public StructuralSimilarityLoss build() {
            return new StructuralSimilarityLoss(this);
        }
    }
}

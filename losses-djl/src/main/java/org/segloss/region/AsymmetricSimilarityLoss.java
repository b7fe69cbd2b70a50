package org.segloss.region;

import org.segloss.Arguments;
import org.segloss.Option;

/**
 * Asymmetric similarity loss: one minus the F-beta score, Tversky with one number that trades false
 * negatives for false positives.
 *
 * <p>From Hashemi et al., <a href="https://arxiv.org/abs/1803.11078">Asymmetric Loss Functions and
 * Deep Densely-Connected Networks for Highly-Imbalanced Medical Image Segmentation</a> (IEEE Access
 * 2019). Use it where lesions are few and missing one is worse than marking too much: a larger
 * {@code beta} buys recall. Where both prices should move freely, take {@link TverskyLoss}; where
 * precision matters more, a {@code beta} below 1.
 *
 * <p>\[ L = 1 - \frac{TP + a}{TP + \frac{1}{1+\beta^2} FP + \frac{\beta^2}{1+\beta^2} FN + b},
 * \qquad TP = \sum_v p g,\; FP = \sum_v p(1-g),\; FN = \sum_v (1-p) g \]
 *
 * <p>The paper multiplies the ratio by \( 1 + \beta^2 \) and smooths nothing; SegLoss adds its
 * smoothing after the division, as here, and returns the negative score. The paper has one
 * foreground class; here every class has its own ratio.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link TverskyIndexLoss}, {@link
 * RegionLoss}. Range: 0 for a perfect prediction to 1. With equal smoothing an absent class pushes
 * its false positives down. A {@code beta} of 1 is Dice.
 */
public final class AsymmetricSimilarityLoss extends TverskyIndexLoss {

    private AsymmetricSimilarityLoss(Builder builder, double square) {
        super(builder, 1 / (1 + square), square / (1 + square), 1);
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of {@link AsymmetricSimilarityLoss}. */
    public static final class Builder extends TverskyIndexLoss.Builder<Builder> {

        @Option("how many times recall counts against precision, 0 or more (paper: 1.5)")
        private float beta = 1.5f;

        private Builder() {}

        /**
         * Sets how many times recall counts against precision.
         *
         * @param beta \( \beta \), 0 or more
         * @return this builder
         */
        public Builder optBeta(float beta) {
            this.beta = beta;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public AsymmetricSimilarityLoss build() {
            double checked = Arguments.within("beta", beta, 0, 1e6);
            return new AsymmetricSimilarityLoss(this, checked * checked);
        }
    }
}

package org.segloss.region;

import org.segloss.Arguments;
import org.segloss.Option;

/**
 * Tversky loss: Dice with separate prices for false positives and false negatives.
 *
 * <p>From Salehi, Erdogmus and Gholipour, <a href="https://arxiv.org/abs/1706.05721">Tversky loss
 * function for image segmentation using 3D fully convolutional deep networks</a> (MLMI 2017). Use
 * it where missing a lesion is worse than marking too much; raise {@code beta} for sensitivity.
 *
 * <p>\[ L = 1 - \frac{TP + a}{TP + \alpha\,FP + \beta\,FN + b}, \qquad TP = \sum_v p g,\; FP =
 * \sum_v p(1-g),\; FN = \sum_v (1-p) g \]
 *
 * <p>{@code alpha} weighs false positives and {@code beta} false negatives, as in the paper, whose
 * best setting 0.3, 0.7 is the default (MONAI: 0.5, 0.5). Other code, by the authors of focal
 * Tversky and of unified focal, swaps the names. NiftyNet pools TP, FP and FN over the classes:
 * {@code poolClasses}.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link TverskyIndexLoss}, {@link
 * RegionLoss}. Range: 0 for a perfect prediction to 1. Weights 0.5, 0.5 are Dice, 1, 1 Jaccard.
 */
public final class TverskyLoss extends TverskyIndexLoss {

    private TverskyLoss(Builder builder) {
        super(
                builder,
                Arguments.within("alpha", builder.alpha, 0, Float.MAX_VALUE),
                Arguments.within("beta", builder.beta, 0, Float.MAX_VALUE),
                1);
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of {@link TverskyLoss}. */
    public static final class Builder extends TverskyIndexLoss.Builder<Builder> {

        @Option("weight of false positives, 0 or more (paper: 0.3)")
        private float alpha = 0.3f;

        @Option("weight of false negatives, 0 or more (paper: 0.7)")
        private float beta = 0.7f;

        private Builder() {}

        /**
         * Sets the weight of false positives.
         *
         * @param alpha \( \alpha \), 0 or more
         * @return this builder
         */
        public Builder optAlpha(float alpha) {
            this.alpha = alpha;
            return this;
        }

        /**
         * Sets the weight of false negatives.
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
        public TverskyLoss build() {
            return new TverskyLoss(this);
        }
    }
}

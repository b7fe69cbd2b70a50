package org.segloss.region;

import ai.djl.ndarray.NDArray;
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
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link RegionLoss}. Range: 0 for a
 * perfect prediction to 1. Weights 0.5, 0.5 are Dice, 1, 1 Jaccard.
 */
public final class TverskyLoss extends RegionLoss {

    private final float alpha;
    private final float beta;
    private final RegionStatistics.Form form;

    private TverskyLoss(Builder builder) {
        super(builder);
        alpha = Arguments.within("alpha", builder.alpha, 0, Float.MAX_VALUE);
        beta = Arguments.within("beta", builder.beta, 0, Float.MAX_VALUE);
        form = RegionStatistics.Form.of(false, builder.softLabels);
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
    protected RegionStatistics.Form form() {
        return form;
    }

    @Override
    protected NDArray score(RegionStatistics counts) {
        return tversky(counts, alpha, beta, 1);
    }

    /** The options of {@link TverskyLoss}. */
    public static final class Builder extends RegionLoss.Builder<Builder> {

        @Option("weight of false positives, 0 or more (paper: 0.3)")
        private float alpha = 0.3f;

        @Option("weight of false negatives, 0 or more (paper: 0.7)")
        private float beta = 0.7f;

        @Option("whether TP is the sum of min(p, g), right for soft labels (Wang 2023)")
        private boolean softLabels;

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

        /**
         * Sets whether TP is counted as the smaller of p and g.
         *
         * @param softLabels true for a minimum at p = g also where labels are soft
         * @return this builder
         */
        public Builder optSoftLabels(boolean softLabels) {
            this.softLabels = softLabels;
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

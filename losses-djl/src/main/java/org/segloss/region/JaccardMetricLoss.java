package org.segloss.region;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.tensor.SafeMath;

/**
 * Jaccard metric loss: an overlap loss that is 0 for p = g alone, also where labels are soft.
 *
 * <p>From Wang, Ning and Blaschko, <a href="https://arxiv.org/abs/2302.05666">Jaccard Metric
 * Losses</a> (NeurIPS 2023); with {@code alpha} and {@code beta} of 0.5 it is the Dice semimetric
 * loss of <a href="https://arxiv.org/abs/2303.16296">Wang et al.</a> (MICCAI 2023). Use it with
 * label smoothing, several raters or a teacher's probabilities; for hard labels it equals {@link
 * TverskyLoss}, which has more options.
 *
 * <p>\[ L = (1 - T)^\gamma, \; T = \frac{TP + s}{TP + \alpha\,FP + \beta\,FN + s}, \; TP = \tfrac12
 * \sum_v (p + g - |p - g|), \; FP = \sum_v p - TP, \; FN = \sum_v g - TP \]
 *
 * <p>{@link MeanIouLoss} says over what T is taken and averaged; by default over the batch and the
 * classes that are {@code present}, as the authors' code for hard labels. For soft ones they take
 * {@code all}. With {@code logLoss}, -ln T replaces 1 - T. Class weights multiply after the power.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link MeanIouLoss}. Range: 0 for a
 * perfect prediction to the sum of the three weights. A class that does not count has no gradient.
 * At p = g the slope of |p - g| is taken as 0.
 */
public final class JaccardMetricLoss extends MeanIouLoss {

    private final TverskyIndex index;
    private final float gamma;

    private JaccardMetricLoss(Builder builder) {
        super(builder);
        double smooth = Arguments.within("smooth", builder.smooth, 0, Float.MAX_VALUE);
        double alpha = Arguments.within("alpha", builder.alpha, 0, Float.MAX_VALUE);
        double beta = Arguments.within("beta", builder.beta, 0, Float.MAX_VALUE);
        index = new TverskyIndex(alpha, beta, smooth, smooth, builder.logLoss);
        gamma = Arguments.within("gamma", builder.gamma, 1, 100);
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
    protected NDArray losses(RegionStatistics counts) {
        // Rounding may leave a little less than no error, which has no power.
        return SafeMath.pow(SafeMath.atLeast(index.loss(counts), 0), gamma);
    }

    /** The options of {@link JaccardMetricLoss}. */
    public static final class Builder extends MeanIouLoss.Builder<Builder> {

        @Option("weight of false positives, 0 or more (Dice: 0.5)")
        private float alpha = 1f;

        @Option("weight of false negatives, 0 or more (Dice: 0.5)")
        private float beta = 1f;

        @Option("added to numerator and denominator of the ratio")
        private float smooth = 1e-3f;

        @Option("the power of the loss of a class, 1 or more")
        private float gamma = 1f;

        @Option("whether the loss of a class is -ln T instead of 1 - T")
        private boolean logLoss;

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
         * Sets what is added to numerator and denominator.
         *
         * @param smooth s, 0 or more
         * @return this builder
         */
        public Builder optSmooth(float smooth) {
            this.smooth = smooth;
            return this;
        }

        /**
         * Sets the power of the loss of a class.
         *
         * @param gamma \( \gamma \), 1 to 100
         * @return this builder
         */
        public Builder optGamma(float gamma) {
            this.gamma = gamma;
            return this;
        }

        /**
         * Sets whether the loss of a class is the negative logarithm of its score.
         *
         * @param logLoss true for -ln T
         * @return this builder
         */
        public Builder optLogLoss(boolean logLoss) {
            this.logLoss = logLoss;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public JaccardMetricLoss build() {
            return new JaccardMetricLoss(this);
        }
    }
}

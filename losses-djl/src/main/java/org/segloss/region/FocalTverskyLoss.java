package org.segloss.region;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Focal Tversky loss: a power of it, above 1 for classes still bad, below 1 for nearly right ones.
 *
 * <p>From Abraham and Khan, <a href="https://arxiv.org/abs/1810.07842">A Novel Focal Tversky loss
 * function</a> (ISBI 2019). Use it for small lesions once {@link TverskyLoss} levels off; with an
 * exponent below 1, which is steep close to perfect overlap, take a lower learning rate.
 *
 * <p>\[ L = \left(1 - \frac{TP + a}{TP + \alpha\,FP + \beta\,FN + b}\right)^{e}, \qquad TP = \sum_v
 * p g,\; FP = \sum_v p(1-g),\; FN = \sum_v (1-p) g \]
 *
 * <p>{@code exponent} is e: the paper writes it \( 1/\gamma \) with \( \gamma = 4/3 \), the
 * authors' code calls 0.75 itself gamma, lets alpha weigh false negatives, and has one ratio for
 * the batch ({@code aggregation} {@code batch}, {@code poolClasses}, smoothing 1). SegLoss and
 * segmentation_models.pytorch take the power of the mean: {@code meanFirst}, where that is asked.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link TverskyIndexLoss}, {@link
 * RegionLoss}. Range: 0 for a perfect prediction to 1; with {@code logLoss} it is \( (-\ln T)^e \).
 * For an exponent below 1, losses below 1e-7 go to 0 on a straight line.
 */
public final class FocalTverskyLoss extends TverskyIndexLoss {

    private final float exponent;
    private final boolean meanFirst;

    private FocalTverskyLoss(Builder builder) {
        super(
                builder,
                Arguments.within("alpha", builder.alpha, 0, Float.MAX_VALUE),
                Arguments.within("beta", builder.beta, 0, Float.MAX_VALUE),
                1);
        exponent = Arguments.within("exponent", builder.exponent, 0.1, 10);
        meanFirst = builder.meanFirst;
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
    protected NDArray bend(NDArray loss, LossInput in) {
        return SafeMath.powFromZero(loss, exponent);
    }

    @Override
    protected boolean bendsMean() {
        return meanFirst;
    }

    /** The options of {@link FocalTverskyLoss}. */
    public static final class Builder extends TverskyIndexLoss.Builder<Builder> {

        @Option("weight of false positives, 0 or more (paper: 0.3)")
        private float alpha = 0.3f;

        @Option("weight of false negatives, 0 or more (paper: 0.7)")
        private float beta = 0.7f;

        @Option("the power of the loss, 0.1 to 10 (paper: 3/4, written 1/gamma)")
        private float exponent = 0.75f;

        @Option("whether the power is that of the mean loss, rather than of each class's")
        private boolean meanFirst;

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
         * Sets the power of the loss.
         *
         * @param exponent e, 0.1 to 10
         * @return this builder
         */
        public Builder optExponent(float exponent) {
            this.exponent = exponent;
            return this;
        }

        /**
         * Sets of what the power is taken.
         *
         * @param meanFirst true for the mean loss, false for the loss of each class
         * @return this builder
         */
        public Builder optMeanFirst(boolean meanFirst) {
            this.meanFirst = meanFirst;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public FocalTverskyLoss build() {
            return new FocalTverskyLoss(this);
        }
    }
}

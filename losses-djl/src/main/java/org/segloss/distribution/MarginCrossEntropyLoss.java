package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Margin-based label smoothing: cross entropy that lets logits lie apart, but not by more than a
 * margin.
 *
 * <p>From Liu et al., <a href="https://arxiv.org/abs/2111.15430">The Devil is in the Margin:
 * Margin-based Label Smoothing for Network Calibration</a> (CVPR 2022). Use it where the
 * probabilities themselves are read, as a measure of certainty; where only the likeliest class
 * counts, cross entropy does as well.
 *
 * <p>\[ \ell_v = -\ln p_{v y_v} + \frac{\alpha}{C} \sum_c \max(0,\; \max_j x_{vj} - x_{vc} - m) \]
 *
 * <p>x are the logits, m is {@code margin}. A channel that is a task of its own stands for two
 * classes with the logits 0 and x, so its penalty is \( \frac{\alpha}{2} \max(0, |x| - m) \). Given
 * probabilities lose nothing: differences of their logarithms are those of logits. What else
 * counts: {@link LogitPenaltyLoss}.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 or more, least where a voxel is
 * right by about the margin: a prediction that is surer than that costs \( \alpha (C - 1) / C \)
 * for each further unit. An absent class is held within the margin like any other. Of equal largest
 * logits the first has the gradient of the inner maximum, on every engine.
 */
public final class MarginCrossEntropyLoss extends LogitPenaltyLoss {

    private final float margin;

    private MarginCrossEntropyLoss(Builder builder) {
        super(builder);
        margin = Arguments.within("margin", builder.margin, 0, Float.MAX_VALUE);
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
    protected NDArray penalty(LossInput in) {
        NDArray logits = in.logits();
        if (!in.exclusive()) {
            return SafeMath.times(beyondMargin(logits.abs()), 0.5);
        }
        return beyondMargin(SafeMath.largestClass(logits).sub(logits));
    }

    private NDArray beyondMargin(NDArray gap) {
        return SafeMath.relu(gap.sub(margin));
    }

    /** The options of {@link MarginCrossEntropyLoss}. */
    public static final class Builder extends LogitPenaltyLoss.Builder<Builder> {

        @Option("how far a logit may lie below the largest, 0 or more")
        private float margin = 10f;

        private Builder() {}

        /**
         * Sets how far logits may lie apart.
         *
         * @param margin m, 0 or more
         * @return this builder
         */
        public Builder optMargin(float margin) {
            this.margin = margin;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public MarginCrossEntropyLoss build() {
            return new MarginCrossEntropyLoss(this);
        }
    }
}

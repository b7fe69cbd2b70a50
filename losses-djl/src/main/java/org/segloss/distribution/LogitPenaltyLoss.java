package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Cross entropy plus a penalty on the logits of every voxel, for calibrated probabilities.
 *
 * <p>\[ \ell_v = -\ln p_{v y_v} + \frac{\alpha}{C} \sum_c r_{vc} \]
 *
 * <p>A subclass gives the penalty r. Where the channels are tasks of their own, \( \alpha\, r_{vc}
 * \) joins the cross entropy of each channel. Class weights, weight map and {@code
 * includeBackground} weigh a voxel (a channel) with both its terms. Where probabilities come in,
 * their logarithms, or the log odds of separate channels, take the place of the logits.
 */
public abstract class LogitPenaltyLoss extends NormalizedVoxelLoss {

    private final float alpha;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if an option has a value that is not allowed
     */
    protected LogitPenaltyLoss(Builder<?> builder) {
        super(builder);
        alpha = Arguments.within("alpha", builder.alpha, 0, Float.MAX_VALUE);
    }

    /**
     * The penalty.
     *
     * @param in the input, whose logits are to be read
     * @return r, 0 or more, {@code [N, C, V]}
     */
    protected abstract NDArray penalty(LossInput in);

    @Override
    protected final NDArray term(NDArray logProbability, LossInput in) {
        NDArray sum = penalty(in).sum(new int[] {1}, true);
        double share = (double) alpha / in.targets().classes();
        return super.term(logProbability, in).add(SafeMath.times(sum, share));
    }

    @Override
    protected final NDArray channelTerm(NDArray label, LossInput in) {
        return super.channelTerm(label, in).add(SafeMath.times(penalty(in), alpha));
    }

    /**
     * The options of losses with a penalty on the logits.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>>
            extends NormalizedVoxelLoss.Builder<T> {

        @Option("weight of the penalty, 0 or more")
        private float alpha = 0.1f;

        /** Creates a builder with every option at its default. */
        protected Builder() {
            super(Normalization.WEIGHTS);
        }

        /**
         * Sets the weight of the penalty.
         *
         * @param alpha \( \alpha \), 0 or more
         * @return this builder
         */
        public T optAlpha(float alpha) {
            this.alpha = alpha;
            return self();
        }
    }
}

package org.segloss.region;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * A loss of ratios of sums in which one number smooths numerators and denominators alike. Where no
 * voxel counts, it is 0.
 */
public abstract class SmoothedRegionLoss extends RegionLoss {

    private final float smooth;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if an option has a value that is not allowed
     */
    protected SmoothedRegionLoss(Builder<?> builder) {
        super(builder);
        smooth = Arguments.within("smooth", builder.smooth, 0, Float.MAX_VALUE);
    }

    /**
     * The loss of every class, of sums over voxels that count.
     *
     * @param in the input
     * @param aggregate see {@link RegionLoss#losses}
     * @return a loss per row and class
     */
    protected abstract NDArray smoothedLosses(LossInput in, UnaryOperator<NDArray> aggregate);

    @Override
    protected final NDArray losses(LossInput in, UnaryOperator<NDArray> aggregate) {
        NDArray voxels = aggregate.apply(RegionStatistics.voxels(in));
        return smoothedLosses(in, aggregate).mul(voxels.sign());
    }

    /**
     * A smoothed ratio.
     *
     * @param numerator a sum
     * @param denominator a sum of 0 or more
     * @return \( (a + s) / (b + s) \), where s is {@code smooth}
     */
    protected final NDArray ratio(NDArray numerator, NDArray denominator) {
        return numerator.add(smooth).div(SafeMath.atLeast(denominator.add(smooth), SMALLEST));
    }

    /**
     * The options of losses smoothed in this way.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends RegionLoss.Builder<T> {

        @Option("added to the numerator and the denominator of every ratio")
        private float smooth = 1e-5f;

        /** Creates a builder with every option at its default. */
        protected Builder() {}

        /**
         * Sets what is added to every ratio.
         *
         * @param smooth s, 0 or more
         * @return this builder
         */
        public T optSmooth(float smooth) {
            this.smooth = smooth;
            return self();
        }
    }
}

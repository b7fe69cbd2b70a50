package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * A voxel loss whose expansion in powers of 1 - p has another leading coefficient: \( \ell +
 * \epsilon (1 - p)^k \).
 *
 * <p>{@code classWeights} weigh \( \ell \) alone, as the PyTorch re-implementations do; the weight
 * map and {@code ignoreIndex} concern both terms, and both have one divisor.
 */
public abstract class PolyLoss extends SegmentationLoss {

    private final VoxelLoss leading;
    private final MissLoss miss;
    private final float epsilon;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @param part the options of \( \ell \), those of the classes included
     * @param leading \( \ell \)
     * @param exponent k
     * @throws IllegalArgumentException if an option has a value that is not allowed
     */
    PolyLoss(Builder<?> builder, VoxelLoss.Builder<?> part, VoxelLoss leading, double exponent) {
        super(builder);
        // Below -1 the loss would grow with p near 1.
        epsilon = Arguments.within("epsilon", builder.epsilon, -1, Float.MAX_VALUE);
        this.leading = leading;
        miss = new MissLoss(part, leading, exponent);
    }

    @Override
    public final Set<String> labelArrays() {
        return leading.labelArrays();
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return leading.runsOnHost(in);
    }

    @Override
    protected final NDArray compute(LossInput in) {
        return leading.evaluate(in).add(SafeMath.times(miss.evaluate(in), epsilon));
    }

    /**
     * The options of losses with another leading coefficient.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends SegmentationLoss.Builder<T> {

        @Option("what is added to the leading coefficient, -1 or more")
        private float epsilon = 1f;

        /** Creates a builder with every option at its default. */
        Builder() {}

        /**
         * Sets what is added to the leading coefficient.
         *
         * @param epsilon \( \epsilon \), -1 or more
         * @return this builder
         */
        public T optEpsilon(float epsilon) {
            this.epsilon = epsilon;
            return self();
        }
    }
}

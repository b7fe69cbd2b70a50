package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import org.segloss.Option;
import org.segloss.input.LossInput;

/** A voxel loss that is a mean, by a divisor that is an option. */
public abstract class NormalizedVoxelLoss extends VoxelLoss {

    private final Normalization normalization;

    /**
     * Takes over the options.
     *
     * @param builder the options
     */
    protected NormalizedVoxelLoss(Builder<?> builder) {
        super(builder);
        normalization = builder.normalization;
    }

    @Override
    protected final NDArray reduce(NDArray map, LossInput in) {
        return normalize(map, in, normalization);
    }

    /**
     * The options of voxel losses that are a mean.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends VoxelLoss.Builder<T> {

        @Option("the divisor of the mean: weights, image_weights, voxels, elements or none")
        private Normalization normalization;

        /**
         * Creates a builder with every option at its default.
         *
         * @param normalization the default divisor
         */
        protected Builder(Normalization normalization) {
            this.normalization = normalization;
        }

        /**
         * Sets the divisor of the mean.
         *
         * @param normalization by what the weighted sum is divided
         * @return this builder
         */
        public T optNormalization(Normalization normalization) {
            this.normalization = normalization;
            return self();
        }
    }
}

package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;

/** A loss that mixes cross entropy with a term on what surrounds each voxel. */
public abstract class CrossEntropyMixLoss extends SegmentationLoss {

    private final float lambda;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if a value is not allowed
     */
    protected CrossEntropyMixLoss(Builder<?> builder) {
        super(builder);
        lambda = Arguments.within("lambda", builder.lambda, 0, 1);
    }

    /**
     * What plain cross entropy counts.
     *
     * @return the option {@code lambda}
     */
    protected final float lambda() {
        return lambda;
    }

    /**
     * What each class weighs.
     *
     * @param in the input
     * @return the class weights {@code [1, C]}; a constant
     */
    protected final NDArray classWeights(LossInput in) {
        return in.constant(weightsOfClasses(in), 1, in.targets().classes());
    }

    /**
     * The options of losses that mix cross entropy with another term.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends SegmentationLoss.Builder<T> {

        @Option("what plain cross entropy counts against the other term, 0 to 1")
        private float lambda = 0.5f;

        /** Creates a builder with every option at its default. */
        protected Builder() {}

        /**
         * Sets what plain cross entropy counts.
         *
         * @param lambda \( \lambda \), 0 to 1
         * @return this builder
         */
        public T optLambda(float lambda) {
            this.lambda = lambda;
            return self();
        }
    }
}

package org.segloss.region;

import java.util.stream.DoubleStream;
import org.segloss.Option;

/**
 * A loss by the generalized Dice score GD: one ratio over all classes, in which each weighs by its
 * labelled volume \( V_c = \sum_v g_{vc} \),
 *
 * <p>\[ GD = \frac{2 \sum_c w_c \sum_v p g + a}{\sum_c w_c \sum_v (p + g) + b}, \qquad w_c =
 * \frac{1}{V_c^2} \text{ (square)},\; \frac{1}{V_c} \text{ (simple)},\; 1 \text{ (uniform)} \]
 *
 * <p>The weights are constants for the gradient. A class without a labelled voxel gets the largest
 * weight of the others (as NiftyNet and MONAI), so its false positives cost; without any labelled
 * class all weights are 0, and so are value and gradient where a = b. {@code normalizeWeights}
 * divides the weights of a row by their largest, so that the smoothing a, b means the same at every
 * volume; MONAI leaves them as they are, and its smoothing outweighs the sums of large structures.
 *
 * <p>{@code poolClasses} is on by default; without it each class has a ratio of its own, the
 * weights cancel but for the smoothing, and GD is plain Dice.
 */
public abstract class GeneralizedDiceIndexLoss extends TverskyIndexLoss {

    private final VolumeWeighting weighting;
    private final boolean normalizeWeights;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if an option has a value that is not allowed
     */
    protected GeneralizedDiceIndexLoss(Builder<?> builder) {
        super(builder, 0.5, 0.5, 0.5);
        weighting = builder.weighting;
        normalizeWeights = builder.normalizeWeights;
    }

    @Override
    protected final double[] poolingFactors(double[] volumes) {
        double[] weights = DoubleStream.of(volumes).map(weighting::of).toArray();
        double largest = DoubleStream.of(weights).filter(Double::isFinite).max().orElse(0);
        double divisor = normalizeWeights && largest > 0 ? largest : 1;
        return DoubleStream.of(weights).map(w -> Math.min(w, largest) / divisor).toArray();
    }

    /**
     * The options of losses by the generalized Dice score.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends TverskyIndexLoss.Builder<T> {

        @Option("how a class weighs by its volume V: square (1/V^2), simple (1/V) or uniform (1)")
        private VolumeWeighting weighting = VolumeWeighting.SQUARE;

        @Option("whether the weights are divided by their largest; false as MONAI")
        private boolean normalizeWeights = true;

        /** Creates a builder with every option at its default, and the classes pooled. */
        protected Builder() {
            optPoolClasses(true);
        }

        /**
         * Sets how a class weighs by its volume.
         *
         * @param weighting square, simple or uniform
         * @return this builder
         */
        public T optWeighting(VolumeWeighting weighting) {
            this.weighting = weighting;
            return self();
        }

        /**
         * Sets whether the weights are divided by their largest.
         *
         * @param normalizeWeights false for the smoothing of MONAI
         * @return this builder
         */
        public T optNormalizeWeights(boolean normalizeWeights) {
            this.normalizeWeights = normalizeWeights;
            return self();
        }
    }
}

package org.segloss.region;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;

/**
 * A loss that is one minus a Tversky index, the general form of Dice and Jaccard: with \( FP = \sum
 * p - TP \) and \( FN = \sum g - TP \),
 *
 * <p>\[ T = \frac{TP + s a}{TP + \alpha\,FP + \beta\,FN + s b} \]
 *
 * <p>The loss of a class is 1 - T, or -ln T with {@code logLoss}. a is {@code smoothNumerator}, b
 * {@code smoothDenominator}; a subclass gives \( \alpha \), \( \beta \) and the s that makes the
 * smoothing that of its own formula. Where the ratio is 0/0, T is 0. {@code squared} replaces \(
 * \sum p \) and \( \sum g \) by \( \sum p^2 \) and \( \sum g^2 \) (V-Net); {@code softLabels}
 * counts \( TP = \sum \min(p, g) \), so that soft labels too are met best by p = g (Wang et al., <a
 * href="https://arxiv.org/abs/2302.05666">NeurIPS 2023</a> and <a
 * href="https://arxiv.org/abs/2303.16296">MICCAI 2023</a>; MONAI's {@code soft_label}).
 */
public abstract class TverskyIndexLoss extends RegionLoss {

    private final TverskyIndex index;
    private final RegionStatistics.Form form;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @param alpha the weight of false positives
     * @param beta the weight of false negatives
     * @param smoothing s, how many times the smoothing terms enter the ratio
     * @throws IllegalArgumentException if an option has a value that is not allowed
     */
    protected TverskyIndexLoss(Builder<?> builder, double alpha, double beta, double smoothing) {
        this(builder, alpha, beta, smoothing, builder.logLoss);
    }

    /**
     * Takes over the options of a loss whose own formula says whether it has a logarithm.
     *
     * @param builder the options, {@code logLoss} not among them
     * @param smoothing s, how many times the smoothing terms enter the ratio
     * @param logarithm whether the loss of a class is -ln T
     * @throws IllegalArgumentException if an option has a value that is not allowed
     */
    protected TverskyIndexLoss(Builder<?> builder, double smoothing, boolean logarithm) {
        this(builder, 0.5, 0.5, smoothing, logarithm);
        if (builder.logLoss) {
            throw new IllegalArgumentException(
                    "logLoss has no meaning for a loss with a logarithm of its own: leave it out");
        }
    }

    private TverskyIndexLoss(
            Builder<?> builder, double alpha, double beta, double smoothing, boolean logarithm) {
        super(builder);
        float a = Arguments.within("smoothNumerator", builder.smoothNumerator, 0, Float.MAX_VALUE);
        float b =
                Arguments.within(
                        "smoothDenominator", builder.smoothDenominator, 0, Float.MAX_VALUE);
        index = new TverskyIndex(alpha, beta, smoothing * a, smoothing * b, logarithm);
        form = RegionStatistics.Form.of(builder.squared, builder.softLabels);
    }

    /**
     * What the loss itself weighs the voxels of the intersection by, besides the weight map.
     *
     * @param in the input
     * @return a factor for every voxel {@code [N, 1, V]}, where channels are separate {@code [N, C,
     *     V]}; null if that is 1 everywhere, as it is unless a loss says otherwise
     */
    protected NDArray factors(LossInput in) {
        return null;
    }

    @Override
    protected final NDArray losses(LossInput in, UnaryOperator<NDArray> aggregate) {
        return index.loss(RegionStatistics.of(in, form, factors(in)).map(aggregate));
    }

    /**
     * The options of losses by a Tversky index.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends RegionLoss.Builder<T> {

        @Option("whether the loss of a class is -ln score instead of 1 - score")
        private boolean logLoss;

        @Option("added to the numerator of the ratio")
        private float smoothNumerator = 1e-5f;

        @Option("added to the denominator of the ratio")
        private float smoothDenominator = 1e-5f;

        @Option("whether p and g are squared in their sums (V-Net)")
        private boolean squared;

        @Option("whether TP is the sum of min(p, g), right for soft labels (Wang 2023)")
        private boolean softLabels;

        /** Creates a builder with every option at its default. */
        protected Builder() {}

        /**
         * Sets whether p and g are squared in their sums.
         *
         * @param squared true for the form of V-Net
         * @return this builder
         */
        public T optSquared(boolean squared) {
            this.squared = squared;
            return self();
        }

        /**
         * Sets whether TP is counted as the smaller of p and g.
         *
         * @param softLabels true for a minimum at p = g also where labels are soft
         * @return this builder
         */
        public T optSoftLabels(boolean softLabels) {
            this.softLabels = softLabels;
            return self();
        }

        /**
         * Sets whether the loss of a class is the negative logarithm of its score.
         *
         * @param logLoss true for -ln score
         * @return this builder
         */
        public T optLogLoss(boolean logLoss) {
            this.logLoss = logLoss;
            return self();
        }

        /**
         * Sets what is added to the numerator.
         *
         * @param smoothNumerator 0 or more
         * @return this builder
         */
        public T optSmoothNumerator(float smoothNumerator) {
            this.smoothNumerator = smoothNumerator;
            return self();
        }

        /**
         * Sets what is added to the denominator.
         *
         * @param smoothDenominator 0 or more
         * @return this builder
         */
        public T optSmoothDenominator(float smoothDenominator) {
            this.smoothDenominator = smoothDenominator;
            return self();
        }
    }
}

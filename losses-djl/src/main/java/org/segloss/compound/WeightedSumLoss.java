package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.tensor.SafeMath;

/**
 * A weighted sum of losses.
 *
 * <p>\[ L = \sum_i \lambda_i L_i \]
 *
 * <p>The parts see one input: labels are read, and probabilities, their logarithms and the overlap
 * counts computed, once for all of them. Therefore {@code activation} and {@code ignoreIndex} are
 * options of the sum and those of the parts have no effect; {@code classWeights}, {@code
 * includeBackground} and {@code reduction} are options of the parts and refused here.
 *
 * <p>Shapes: see {@link SegmentationLoss}. Range: that of the weighted parts.
 */
public final class WeightedSumLoss extends SegmentationLoss {

    private final List<SegmentationLoss> losses;
    private final float[] weights;

    private WeightedSumLoss(Builder builder) {
        super(builder);
        losses = List.copyOf(builder.losses);
        if (builder.weights == null) {
            weights = new float[losses.size()];
            Arrays.fill(weights, 1f);
        } else {
            weights = builder.weights.clone();
        }
        Arguments.weights("weights", weights);
        if (losses.isEmpty() || losses.size() != weights.length) {
            throw new IllegalArgumentException(
                    "losses has "
                            + losses.size()
                            + " entries and weights "
                            + weights.length
                            + ": give at least one loss, and one weight for each");
        }
        if (!equalClasses() || reduction() != Reduction.MEAN) {
            throw new IllegalArgumentException(
                    "classWeights, includeBackground and reduction of a weighted sum belong to its parts:"
                            + " set them there");
        }
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
    public Set<String> labelArrays() {
        return ofParts(SegmentationLoss::labelArrays);
    }

    @Override
    public Set<String> requiredLabelArrays() {
        return ofParts(SegmentationLoss::requiredLabelArrays);
    }

    private Set<String> ofParts(Function<SegmentationLoss, Set<String>> names) {
        return losses.stream()
                .flatMap(loss -> names.apply(loss).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected NDArray compute(LossInput in) {
        NDArray sum = null;
        for (int i = 0; i < weights.length; i++) {
            NDArray part = losses.get(i).evaluate(in);
            if (part.size() != 1) {
                throw new IllegalArgumentException(
                        losses.get(i).getName()
                                + " gives "
                                + part.getShape()
                                + " with reduction none: the parts of a sum give one number; set mean or sum");
            }
            NDArray weighted = weights[i] == 1f ? part : SafeMath.times(part, weights[i]);
            sum = sum == null ? weighted : sum.add(weighted);
        }
        return sum;
    }

    /** The options of {@link WeightedSumLoss}. */
    public static final class Builder extends SegmentationLoss.Builder<Builder> {

        @Option(value = "the parts: names, or objects with name and options", required = true)
        private List<SegmentationLoss> losses = new ArrayList<>();

        @Option("one weight for every part, 0 or more; 1 each without")
        private float[] weights;

        private Builder() {}

        /**
         * Sets the parts.
         *
         * @param losses the losses to add up
         * @return this builder
         */
        public Builder setLosses(SegmentationLoss... losses) {
            this.losses = List.of(losses);
            return this;
        }

        /**
         * Sets the weights.
         *
         * @param weights \( \lambda \), one for every part
         * @return this builder
         */
        public Builder optWeights(float... weights) {
            this.weights = weights.clone();
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public WeightedSumLoss build() {
            return new WeightedSumLoss(this);
        }
    }
}

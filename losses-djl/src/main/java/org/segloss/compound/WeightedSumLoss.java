package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.schedule.ScheduleListener;
import org.segloss.schedule.WeightSchedule;
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
    private final List<WeightSchedule> weights;
    private final ScheduleListener listener = new ScheduleListener();

    private WeightedSumLoss(Builder builder) {
        super(builder);
        losses = List.copyOf(builder.losses);
        weights =
                builder.weights == null
                        ? Collections.nCopies(losses.size(), WeightSchedule.constant(1))
                        : List.of(builder.weights);
        if (losses.isEmpty() || losses.size() != weights.size()) {
            throw new IllegalArgumentException(
                    "losses has "
                            + losses.size()
                            + " entries and weights "
                            + weights.size()
                            + ": give at least one loss, and one weight for each");
        }
        weightsIn(0);
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
        return losses.stream()
                .flatMap(loss -> loss.labelArrays().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What lets schedules advance: to be added to the configuration of a training. Without it the
     * weights are those of epoch 0.
     *
     * @return the listener of this loss, the same at every call
     */
    public ScheduleListener listener() {
        return listener;
    }

    @Override
    protected NDArray compute(LossInput in) {
        // The outermost sum says which epoch it is.
        float[] weights = weightsIn(in.shared("epoch", listener::epoch));
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

    private float[] weightsIn(int epoch) {
        float[] numbers = new float[weights.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = weights.get(i).weight(epoch);
        }
        Arguments.weights("weights", numbers);
        return numbers;
    }

    /** The options of {@link WeightedSumLoss}. */
    public static final class Builder extends SegmentationLoss.Builder<Builder> {

        @Option(value = "the parts: names, or objects with name and options", required = true)
        private List<SegmentationLoss> losses = new ArrayList<>();

        @Option("one number or schedule for every part, 0 or more; 1 each without")
        private WeightSchedule[] weights;

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
            WeightSchedule[] constants = new WeightSchedule[weights.length];
            Arrays.setAll(constants, i -> WeightSchedule.constant(weights[i]));
            return optWeights(constants);
        }

        /**
         * Sets weights that change over training, see {@link WeightedSumLoss#listener()}.
         *
         * @param weights \( \lambda \), one for every part
         * @return this builder
         */
        public Builder optWeights(WeightSchedule... weights) {
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

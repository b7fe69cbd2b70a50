package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.schedule.WeightSchedule;

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
    private final List<Part> parts;
    private final PartWeights weights;
    private final SumListener listener;

    private WeightedSumLoss(Builder builder) {
        super(builder);
        losses = List.copyOf(builder.losses);
        parts = Part.of(getName(), losses);
        weights = new PartWeights(parts, builder.weights);
        listener = new SumListener(parts, weights);
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
     * What a training needs besides the loss: it advances schedules, which stand in epoch 0 without
     * it, and shows the parts in the metrics.
     *
     * @return the listener, to be added to the configuration; the same at every call
     */
    public SumListener listener() {
        return listener;
    }

    @Override
    protected NDArray compute(LossInput in) {
        // The outermost sum says which epoch it is.
        int epoch = in.shared("epoch", listener::epoch);
        return weights.sum(parts.stream().map(part -> part.evaluate(in)).toList(), epoch);
    }

    /** Parts too take the one evaluation that this needs. */
    @Override
    public void updateAccumulators(String[] keys, NDList labels, NDList predictions) {
        Part.update(keys, () -> super.updateAccumulators(keys, labels, predictions));
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
            return optWeights(PartWeights.constants(weights));
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

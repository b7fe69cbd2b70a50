package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;
import org.segloss.schedule.WeightSchedule;

/**
 * A weighted sum of losses.
 *
 * <p>\[ L = \sum_i \lambda_i L_i \]
 *
 * <p>The parts see one input, and compute what they share once. Therefore {@code activation} and
 * {@code ignoreIndex} are options of the sum and those of the parts have no effect; {@code
 * classWeights}, {@code includeBackground} and {@code reduction} are options of the parts.
 *
 * <p>{@code homoscedastic} weighs parts by their uncertainty, as Kendall et al., <a
 * href="https://arxiv.org/abs/1705.07115">Multi-task learning</a> (2018), but with the best s of
 * each batch, \( \ln L_i \), instead of a learnt one; a part below 1e-4 counts as 1e-4 there and
 * has no gradient, and negative parts have no meaning:
 *
 * <p>\[ L = \sum_i \min_{s_i} \left( e^{-s_i} L_i + s_i \right) = \sum_i (1 + \ln L_i) \]
 *
 * <p>Shapes: see {@link SegmentationLoss}. Range: that of the weighted parts; with {@code
 * homoscedastic} also negative.
 */
public final class WeightedSumLoss extends SegmentationLoss {

    private final Parts parts;
    private final SumListener listener;

    private WeightedSumLoss(Builder builder) {
        super(builder);
        parts = new Parts(getName(), builder.losses, builder.weights, builder.homoscedastic);
        listener = new SumListener(parts);
        Parts.refuseOptionsOfParts("weighted sum", equalClasses(), reduction());
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
        return parts.labelArrays();
    }

    @Override
    public Set<String> requiredLabelArrays() {
        return parts.requiredLabelArrays();
    }

    /**
     * What advances schedules and reports the parts, once added to the configuration of a training.
     *
     * @return the listener, the same at every call
     */
    public SumListener listener() {
        return listener;
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return parts.runOnHost(in);
    }

    @Override
    protected NDArray compute(LossInput in) {
        // The outermost sum says which epoch it is.
        return parts.sum(in, in.shared("epoch", listener::epoch));
    }

    /** Parts too take the one evaluation that this needs. */
    @Override
    public void updateAccumulators(String[] keys, NDList labels, NDList predictions) {
        Part.update(keys, () -> evaluateForMetrics(keys, labels, predictions));
    }

    /** The options of {@link WeightedSumLoss}. */
    public static final class Builder extends SegmentationLoss.Builder<Builder> {

        @Option(value = "the parts: names, or objects with name and options", required = true)
        private List<SegmentationLoss> losses = new ArrayList<>();

        @Option("one number or schedule for every part, 0 or more; 1 each without")
        private WeightSchedule[] weights;

        @Option("weigh each part by its own value instead: 1 + ln L, for parts of 0 or more")
        private boolean homoscedastic;

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
            return optWeights(Parts.constants(weights));
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

        /**
         * Sets whether the parts are weighed by their uncertainty.
         *
         * @param homoscedastic true for \( 1 + \ln L_i \)
         * @return this builder
         */
        public Builder optHomoscedastic(boolean homoscedastic) {
            this.homoscedastic = homoscedastic;
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

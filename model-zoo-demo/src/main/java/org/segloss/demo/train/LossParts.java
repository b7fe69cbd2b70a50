package org.segloss.demo.train;

import ai.djl.ndarray.NDList;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.loss.Loss;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.segloss.compound.SumListener;
import org.segloss.compound.WeightedSumLoss;

/** The parts of a loss in an epoch: their values and weights; none if the loss is not a sum. */
final class LossParts {

    private static final String EPOCH = EvaluatorTrainingListener.TRAIN_EPOCH;

    private final Loss loss;
    private final Optional<SumListener> sum;

    LossParts(Loss loss) {
        this.loss = loss;
        sum =
                loss instanceof WeightedSumLoss parts
                        ? Optional.of(parts.listener())
                        : Optional.empty();
    }

    /** Lets the weights follow the epochs of a training. */
    void addTo(DefaultTrainingConfig config) {
        sum.ifPresent(config::addTrainingListeners);
    }

    /** Forgets the values of the last epoch. */
    void beginEpoch() {
        loss.addAccumulator(EPOCH);
        sum.ifPresent(s -> s.parts().forEach(part -> part.addAccumulator(EPOCH)));
    }

    /** Takes in a step, at the price of another evaluation of a sum. */
    void add(NDList labels, NDList predictions) {
        if (sum.isPresent()) {
            loss.updateAccumulators(new String[] {EPOCH}, labels, predictions);
        }
    }

    /** The means over the steps of the epoch, by name. */
    Map<String, Float> values() {
        Map<String, Float> values = new LinkedHashMap<>();
        sum.ifPresent(
                s ->
                        s.parts()
                                .forEach(
                                        part ->
                                                values.put(
                                                        part.getName(),
                                                        part.getAccumulator(EPOCH))));
        return values;
    }

    /** The weights in the epoch, by name. */
    Map<String, Float> weights() {
        return sum.map(SumListener::weights).orElse(Map.of());
    }
}

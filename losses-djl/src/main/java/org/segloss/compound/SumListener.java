package org.segloss.compound;

import ai.djl.metric.Metrics;
import ai.djl.training.Trainer;
import java.util.List;
import java.util.Map;
import org.segloss.schedule.ScheduleListener;

/**
 * What a sum of losses and a training tell each other. The trainer tells the sum its epoch, see
 * {@link ScheduleListener}. The sum gives the trainer an evaluator for each part, so that metrics
 * show it wherever they show the loss, and at the end of an epoch a metric {@code weight_} with the
 * name of each part.
 */
public final class SumListener extends ScheduleListener {

    private final Parts parts;

    SumListener(Parts parts) {
        this.parts = parts;
    }

    /**
     * The parts as evaluators.
     *
     * @return one for each loss of the sum, in order
     */
    public List<Part> parts() {
        return parts.evaluators();
    }

    /**
     * The weights in this epoch.
     *
     * @return a number for each part by its name; none where the values themselves decide
     */
    public Map<String, Float> weights() {
        return parts.weights(epoch());
    }

    @Override
    public synchronized void onTrainingBegin(Trainer trainer) {
        super.onTrainingBegin(trainer);
        trainer.getEvaluators().addAll(parts());
    }

    @Override
    public synchronized void onEpoch(Trainer trainer) {
        Metrics metrics = trainer.getMetrics();
        if (metrics != null) {
            weights().forEach((part, weight) -> metrics.addMetric("weight_" + part, weight));
        }
        super.onEpoch(trainer);
    }
}

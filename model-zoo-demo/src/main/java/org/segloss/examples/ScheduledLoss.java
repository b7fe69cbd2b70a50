package org.segloss.examples;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.metric.Metric;
import ai.djl.metric.Metrics;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.List;
import org.segloss.boundary.BoundaryLoss;
import org.segloss.compound.WeightedSumLoss;
import org.segloss.region.GeneralizedDiceLoss;
import org.segloss.schedule.WeightSchedule;

/**
 * A sum whose weights change from epoch to epoch, from the region to the boundary. Prints what the
 * boundary loss alone came to in each epoch.
 */
public final class ScheduledLoss {

    private ScheduledLoss() {}

    /**
     * Trains.
     *
     * @param args the name of an engine, PyTorch without
     * @throws IOException never, for the data are in memory
     * @throws TranslateException never, for the data are arrays already
     */
    public static void main(String[] args) throws IOException, TranslateException {
        System.out.println(train(args.length == 0 ? "PyTorch" : args[0]));
    }

    static List<Double> train(String engine) throws IOException, TranslateException {
        WeightedSumLoss loss =
                WeightedSumLoss.builder()
                        .setLosses(
                                GeneralizedDiceLoss.builder().build(),
                                BoundaryLoss.builder().build())
                        .optWeights(
                                WeightSchedule.linear(1, 0.5f, 4, 0),
                                epoch -> Math.min(0.1f * epoch, 0.5f))
                        .build();
        TrainingConfig config =
                new DefaultTrainingConfig(loss)
                        .optDevices(new Device[] {Device.cpu()})
                        .addTrainingListeners(loss.listener(), new EvaluatorTrainingListener());
        try (Model model = Model.newInstance("disks", Device.cpu(), engine)) {
            model.setBlock(Disks.network());
            try (Trainer trainer = model.newTrainer(config)) {
                Metrics metrics = new Metrics();
                trainer.setMetrics(metrics);
                trainer.initialize(new Shape(4, 1, Disks.SIDE, Disks.SIDE));
                EasyTrain.fit(trainer, 5, Disks.data(trainer.getManager()), null);
                String boundary = loss.listener().parts().get(1).getName();
                return metrics.getMetric("train_epoch_" + boundary).stream()
                        .map(Metric::getValue)
                        .toList();
            }
        }
    }
}

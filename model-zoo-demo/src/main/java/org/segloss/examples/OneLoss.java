package org.segloss.examples;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.metric.Metrics;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import org.segloss.SegmentationLoss;
import org.segloss.compound.DiceCrossEntropy;
import org.segloss.metric.Evaluators;

/** A plain DJL trainer with one loss and an evaluator: prints the Dice score, above 0.9. */
public final class OneLoss {

    private OneLoss() {}

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

    static float train(String engine) throws IOException, TranslateException {
        SegmentationLoss loss = DiceCrossEntropy.builder().build();
        TrainingConfig config =
                new DefaultTrainingConfig(loss)
                        .optDevices(new Device[] {Device.cpu()})
                        .optOptimizer(
                                Optimizer.adam()
                                        .optLearningRateTracker(Tracker.fixed(0.02f))
                                        .build())
                        .addEvaluator(Evaluators.foreground("dice").build())
                        .addTrainingListeners(new EvaluatorTrainingListener());
        try (Model model = Model.newInstance("disks", Device.cpu(), engine)) {
            model.setBlock(Disks.network());
            try (Trainer trainer = model.newTrainer(config)) {
                Metrics metrics = new Metrics();
                trainer.setMetrics(metrics);
                trainer.initialize(new Shape(4, 1, Disks.SIDE, Disks.SIDE));
                EasyTrain.fit(trainer, 20, Disks.data(trainer.getManager()), null);
                return metrics.latestMetric("train_epoch_dice").getValue().floatValue();
            }
        }
    }
}

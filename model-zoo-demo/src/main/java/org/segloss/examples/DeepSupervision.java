package org.segloss.examples;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.metric.Metrics;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.List;
import org.segloss.compound.DeepSupervisionLoss;
import org.segloss.compound.DiceCrossEntropy;

/**
 * A network with outputs at two resolutions, the finest first, and a loss on both. Prints the loss
 * of the last epoch.
 */
public final class DeepSupervision {

    private DeepSupervision() {}

    /**
     * Trains.
     *
     * @param args the name of an engine, PyTorch without
     * @throws IOException never, for the data are in memory
     * @throws TranslateException never, for the data are arrays already
     */
    public static void main(String[] args) throws IOException, TranslateException {
        System.out.println(train(args.length == 0 ? "PyTorch" : args[0], 5));
    }

    static float train(String engine, int epochs) throws IOException, TranslateException {
        Loss loss =
                DeepSupervisionLoss.builder()
                        .setLoss(DiceCrossEntropy.builder().build())
                        .optNormalize(true)
                        .build();
        TrainingConfig config =
                new DefaultTrainingConfig(loss)
                        .optDevices(new Device[] {Device.cpu()})
                        .addTrainingListeners(new EvaluatorTrainingListener());
        try (Model model = Model.newInstance("disks", Device.cpu(), engine)) {
            SequentialBlock coarse = new SequentialBlock();
            coarse.add(Pool.avgPool2dBlock(new Shape(2, 2), new Shape(2, 2))).add(Disks.network());
            model.setBlock(
                    new ParallelBlock(
                            outputs -> new NDList(outputs.get(0).head(), outputs.get(1).head()),
                            List.of(Disks.network(), coarse)));
            try (Trainer trainer = model.newTrainer(config)) {
                Metrics metrics = new Metrics();
                trainer.setMetrics(metrics);
                trainer.initialize(new Shape(4, 1, Disks.SIDE, Disks.SIDE));
                EasyTrain.fit(trainer, epochs, Disks.data(trainer.getManager()), null);
                String name = "train_epoch_" + loss.getName();
                return metrics.latestMetric(name).getValue().floatValue();
            }
        }
    }
}

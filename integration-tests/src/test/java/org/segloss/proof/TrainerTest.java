package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.StackBatchifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossEntry;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/** A DJL trainer takes every loss as it is: it falls, and its accumulators hold the mean. */
class TrainerTest {

    private static final Sample SAMPLE = new Sample(new Shape(2, 3, 6, 5), LabelKind.INDEX);

    @TestFactory
    Stream<DynamicTest> aTrainerTakesTheLossAsItIs() {
        return EveryLoss.check(TrainerTest::train);
    }

    private static void train(Backend backend, LossEntry entry) {
        SegmentationLoss loss = Losses.create(Variant.plain(entry).spec());
        Recorder recorder = new Recorder();
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(loss)
                        .optDevices(new Device[] {backend.device()})
                        .optOptimizer(
                                Optimizer.sgd()
                                        .setLearningRateTracker(Tracker.fixed(0.01f))
                                        .build())
                        .addTrainingListeners(new EvaluatorTrainingListener(), recorder);
        Engine.getEngine(backend.engine()).setRandomSeed(7);
        try (Model model = Model.newInstance("two layers", backend.device(), backend.engine())) {
            model.setBlock(network());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(SAMPLE.shape());
                for (int step = 0; step < 5; step++) {
                    try (Batch batch = batch(trainer, loss)) {
                        EasyTrain.trainBatch(trainer, batch);
                        trainer.step();
                    }
                }
            }
        }
        double first = recorder.losses.get(0);
        double last = recorder.losses.get(4);
        assertTrue(last < first, entry.name() + " went from " + first + " to " + last);
        assertEquals(
                recorder.losses.stream().mapToDouble(l -> l).average().orElseThrow(),
                loss.getAccumulator(EvaluatorTrainingListener.TRAIN_EPOCH),
                1e-5,
                "the accumulator is the mean of the batches");
    }

    /**
     * Two layers: softmax makes the gradients of the last one sum up to 0, which DJL's trainer
     * takes for a missing backward pass.
     */
    private static Block network() {
        return new SequentialBlock()
                .add(layer(4))
                .add(Activation.reluBlock())
                .add(layer(SAMPLE.channels()));
    }

    private static Conv2d layer(int filters) {
        return Conv2d.builder().setKernelShape(new Shape(1, 1)).setFilters(filters).build();
    }

    private static Batch batch(Trainer trainer, SegmentationLoss loss) {
        NDManager manager = trainer.getManager().newSubManager();
        NDArray image = SAMPLE.prediction(manager, DataType.FLOAT32);
        return new Batch(
                manager,
                new NDList(image),
                SAMPLE.with(loss).labels(manager),
                SAMPLE.images(),
                new StackBatchifier(),
                new StackBatchifier(),
                0,
                0);
    }

    /** The loss of every batch, evaluated from what the trainer kept of it. */
    private static final class Recorder extends TrainingListenerAdapter {

        private final List<Double> losses = new ArrayList<>();

        @Override
        public void onTrainingBatch(Trainer trainer, BatchData batch) {
            for (Device device : batch.getLabels().keySet()) {
                try (NDArray loss =
                        trainer.getLoss()
                                .evaluate(
                                        batch.getLabels().get(device),
                                        batch.getPredictions().get(device))) {
                    losses.add((double) loss.getFloat());
                }
            }
        }
    }
}

package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.training.Trainer;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
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

    @TestFactory
    Stream<DynamicTest> aTrainerTakesTheLossAsItIs() {
        return EveryLoss.check(TrainerTest::train);
    }

    private static void train(Backend backend, LossEntry entry) {
        SegmentationLoss loss = Losses.create(Variant.plain(entry).spec());
        Recorder recorder = new Recorder();
        try (SmallTraining training =
                new SmallTraining(
                        backend, loss, 0.01f, new EvaluatorTrainingListener(), recorder)) {
            for (int step = 0; step < 5; step++) {
                training.train();
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

package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.listener.EvaluatorTrainingListener;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.Losses;
import org.segloss.input.Activation;
import org.segloss.metric.Average;
import org.segloss.metric.CalibrationErrorEvaluator;
import org.segloss.metric.EvaluatorEntry;
import org.segloss.metric.Evaluators;
import org.segloss.metric.MaskEvaluator;
import org.segloss.metric.SegmentationEvaluator;

/** The evaluators read batches and accumulate as their Javadoc says, on every engine. */
class EvaluatorTest {

    private static final String EPOCH = "epoch";

    private static Stream<DynamicTest> onEveryBackend(Consumer<Backend> test) {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> test.accept(backend)));
    }

    @TestFactory
    Stream<DynamicTest> aTrainerReportsThemPerEpoch() {
        return onEveryBackend(
                backend -> {
                    MaskEvaluator dice = Evaluators.builder("dice").build();
                    CalibrationErrorEvaluator calibration =
                            CalibrationErrorEvaluator.builder().build();
                    try (SmallTraining training =
                            new SmallTraining(
                                    backend,
                                    Losses.create("dice-ce"),
                                    0.01f,
                                    Stream.of(dice, calibration),
                                    new EvaluatorTrainingListener())) {
                        training.train();
                        training.validate();
                        double[] classes = dice.perClass(EvaluatorTrainingListener.VALIDATE_EPOCH);
                        assertEquals(SmallTraining.SAMPLE.channels(), classes.length);
                        training.endEpoch();
                        float reported = training.latest("validate_epoch_dice");
                        assertTrue(reported > 0 && reported < 1, "Dice " + reported);
                        float error = training.latest("train_epoch_calibration-error");
                        assertTrue(error > 0 && error < 1, "calibration error " + error);
                        // The listener starts every epoch afresh.
                        assertEquals(
                                0, dice.perClass(EvaluatorTrainingListener.VALIDATE_EPOCH).length);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> anEpochDoesNotDependOnItsBatches() {
        return onEveryBackend(
                backend -> {
                    for (EvaluatorEntry entry : Evaluators.all()) {
                        for (Average average : Average.values()) {
                            MaskEvaluator evaluator =
                                    Evaluators.builder(entry.name())
                                            .optAverage(average)
                                            .optMissed(9)
                                            .optIgnoreIndex(255)
                                            .build();
                            assertSplitsAlike(backend, evaluator);
                        }
                    }
                    assertSplitsAlike(
                            backend,
                            CalibrationErrorEvaluator.builder().optIgnoreIndex(255).build());
                });
    }

    private static void assertSplitsAlike(Backend backend, SegmentationEvaluator<?> evaluator) {
        int images = 4;
        try (NDManager manager = backend.newManager()) {
            Random random = new Random(1);
            Shape shape = new Shape(images, 3, 7, 6);
            float[] logits = new float[(int) shape.size()];
            int[] labels = new int[images * 42];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) random.nextGaussian();
            }
            for (int i = 0; i < labels.length; i++) {
                labels[i] = random.nextInt(20) == 0 ? 255 : random.nextInt(3);
            }
            NDList predictions = new NDList(manager.create(logits, shape));
            NDList truth = new NDList(manager.create(labels, new Shape(images, 7, 6)));
            evaluator.addAccumulator(EPOCH);
            String[] keys = {EPOCH};
            evaluator.updateAccumulators(keys, slice(truth, ":1"), slice(predictions, ":1"));
            evaluator.updateAccumulators(keys, slice(truth, "1:"), slice(predictions, "1:"));
            float whole = evaluator.evaluate(truth, predictions).getFloat();
            assertEquals(whole, evaluator.getAccumulator(EPOCH), 1e-6, evaluator.getName());
            evaluator.resetAccumulator(EPOCH);
            assertTrue(Float.isNaN(evaluator.getAccumulator(EPOCH)), evaluator.getName());
            assertThrows(IllegalArgumentException.class, () -> evaluator.getAccumulator("another"));
            assertThrows(
                    IllegalArgumentException.class, () -> evaluator.resetAccumulator("another"));
        }
    }

    private static NDList slice(NDList list, String images) {
        return new NDList(list.head().get(images));
    }

    /** Two voxels of three channels, which overlap. */
    @TestFactory
    Stream<DynamicTest> channelsOfTheirOwnAreDecidedAtOneHalf() {
        return onEveryBackend(
                backend -> {
                    try (NDManager manager = backend.newManager()) {
                        Shape shape = new Shape(1, 3, 2);
                        NDList predictions =
                                new NDList(
                                        manager.create(new float[] {1, 2, -1, 3, -2, 0.5f}, shape));
                        NDList labels =
                                new NDList(manager.create(new float[] {1, 0, 0, 1, 0, 0}, shape));
                        MaskEvaluator jaccard =
                                Evaluators.builder("jaccard")
                                        .optActivation(Activation.SIGMOID)
                                        .build();
                        jaccard.addAccumulator(EPOCH);
                        jaccard.updateAccumulator(EPOCH, labels, predictions);
                        assertArrayEquals(new double[] {0.5, 1, 0}, jaccard.perClass(EPOCH));
                        double[] confidences = {sigmoid(1), sigmoid(2), sigmoid(1), sigmoid(3)};
                        CalibrationErrorEvaluator one =
                                CalibrationErrorEvaluator.builder()
                                        .optActivation(Activation.SIGMOID)
                                        .optBins(1)
                                        .build();
                        double sum = sigmoid(2) + sigmoid(0.5);
                        for (double confidence : confidences) {
                            sum += confidence;
                        }
                        assertEquals(
                                Math.abs(4 - sum) / 6,
                                one.evaluate(labels, predictions).getFloat(),
                                1e-6);
                    }
                });
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @TestFactory
    Stream<DynamicTest> exclusiveClassesAreCalibratedByTheLargestProbability() {
        return onEveryBackend(
                backend -> {
                    try (NDManager manager = backend.newManager()) {
                        NDList predictions =
                                new NDList(
                                        manager.create(
                                                new float[] {0.6f, 0.3f, 0.4f, 0.7f},
                                                new Shape(1, 2, 2)));
                        NDList labels =
                                new NDList(manager.create(new int[] {0, 0}, new Shape(1, 2)));
                        CalibrationErrorEvaluator evaluator =
                                CalibrationErrorEvaluator.builder()
                                        .optActivation(Activation.NONE)
                                        .build();
                        assertEquals(
                                (0.4 + 0.7) / 2,
                                evaluator.evaluate(labels, predictions).getFloat(),
                                1e-6);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> anEvaluationLeavesNothingBehind() {
        return onEveryBackend(
                backend -> {
                    try (NDManager manager = backend.newManager()) {
                        Shape shape = new Shape(1, 2, 3);
                        NDList predictions = new NDList(manager.create(shape));
                        NDList labels = new NDList(manager.create(new int[3], new Shape(1, 3)));
                        MaskEvaluator evaluator = Evaluators.builder("dice").build();
                        evaluator.addAccumulator(EPOCH);
                        int before = manager.getManagedArrays().size();
                        evaluator.updateAccumulator(EPOCH, labels, predictions);
                        assertEquals(before, manager.getManagedArrays().size());
                    }
                });
    }
}

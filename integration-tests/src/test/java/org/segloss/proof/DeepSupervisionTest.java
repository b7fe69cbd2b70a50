package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.listener.EvaluatorTrainingListener;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;
import org.segloss.compound.DeepSupervisionLoss;
import org.segloss.compound.DiceCrossEntropy;
import org.segloss.compound.WeightedSumLoss;
import org.segloss.input.Resolutions;

/** One loss on outputs of several resolutions. */
class DeepSupervisionTest {

    /** Resolutions that do not divide each other, too. */
    private static final List<Shape> SHAPES =
            List.of(new Shape(2, 3, 6, 5), new Shape(2, 3, 3, 2), new Shape(2, 3, 1, 2));

    private static final float[] WEIGHTS = {1, 0.5f, 0.25f};

    private static DeepSupervisionLoss.Builder diceCrossEntropy() {
        return DeepSupervisionLoss.builder().setLoss(DiceCrossEntropy.builder().build());
    }

    private static Stream<DynamicTest> everywhere(Consumer<Backend> test) {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> test.accept(backend)));
    }

    @TestFactory
    Stream<DynamicTest> labelsTakeTheNearestVoxel() {
        return everywhere(
                backend -> {
                    try (NDManager manager = backend.newManager()) {
                        NDArray labels = manager.arange(30).reshape(1, 6, 5);
                        labels.setName("map");
                        NDArray down = Resolutions.down(labels, new Shape(1, 2, 4, 3), manager);
                        // Rows 0 1 3 4 of 6, columns 0 1 3 of 5.
                        assertArrayEquals(
                                new float[] {0, 1, 3, 5, 6, 8, 15, 16, 18, 20, 21, 23},
                                down.toFloatArray());
                        assertEquals(new Shape(1, 4, 3), down.getShape());
                        assertEquals("map", down.getName());
                        assertSame(
                                labels, Resolutions.down(labels, new Shape(1, 2, 6, 5), manager));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> theValueIsTheSumOverResolutions() {
        return everywhere(
                backend -> {
                    for (LabelKind kind : List.of(LabelKind.INDEX, LabelKind.SOFT)) {
                        for (String name : List.of("dice", "boundary")) {
                            sum(backend, kind, Losses.create(name));
                        }
                    }
                });
    }

    private static void sum(Backend backend, LabelKind kind, SegmentationLoss loss) {
        try (NDManager manager = backend.newManager()) {
            NDList labels =
                    new Sample(SHAPES.get(0), kind, false, false, loss.labelArrays())
                            .labels(manager);
            NDList outputs = outputs(manager, DataType.FLOAT32);
            double expected = 0;
            for (int i = 0; i < outputs.size(); i++) {
                NDList down = new NDList();
                for (NDArray array : labels) {
                    down.add(Resolutions.down(array, SHAPES.get(i), manager));
                }
                expected += WEIGHTS[i] * loss.evaluate(down, new NDList(outputs.get(i))).getFloat();
            }
            DeepSupervisionLoss.Builder deep = DeepSupervisionLoss.builder().setLoss(loss);
            int before = manager.getManagedArrays().size();
            float value = deep.build().evaluate(labels, outputs).getFloat();
            assertEquals(before + 1, manager.getManagedArrays().size(), "arrays left behind");
            assertEquals(expected, value, 1e-5);
            assertEquals(
                    expected / 1.75,
                    deep.optNormalize(true).build().evaluate(labels, outputs).getFloat(),
                    1e-5);
            assertEquals(
                    2 * expected / 1.75,
                    deep.optNormalize(false)
                            .optWeights(2 / 1.75f, 1 / 1.75f, 0.5f / 1.75f)
                            .build()
                            .evaluate(labels, outputs)
                            .getFloat(),
                    1e-5);
        }
    }

    @TestFactory
    Stream<DynamicTest> gradientsOfEveryOutputAreFiniteDifferences() {
        return everywhere(
                backend -> {
                    DeepSupervisionLoss loss = diceCrossEntropy().build();
                    try (NDManager manager = backend.newManager()) {
                        NDList labels = new Sample(SHAPES.get(0), LabelKind.INDEX).labels(manager);
                        NDList outputs = outputs(manager, DataType.FLOAT64);
                        outputs.forEach(output -> output.setRequiresGradient(true));
                        try (GradientCollector collector =
                                Engine.getEngine(backend.engine()).newGradientCollector()) {
                            collector.backward(loss.evaluate(labels, outputs));
                        }
                        for (int i = 0; i < outputs.size(); i++) {
                            Budget.FINITE_DIFFERENCE.checkGradient(
                                    differences(loss, labels, i, manager),
                                    outputs.get(i).getGradient().toDoubleArray(),
                                    "output " + i);
                        }
                    }
                });
    }

    private static double[] differences(
            DeepSupervisionLoss loss, NDList labels, int output, NDManager manager) {
        double step = 1e-5;
        double[] point = new Sample(SHAPES.get(output), LabelKind.INDEX).predictions();
        double[] differences = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            for (double move : new double[] {step, -step}) {
                double[] moved = point.clone();
                moved[i] += move;
                NDList outputs = outputs(manager, DataType.FLOAT64);
                outputs.set(output, manager.create(moved, SHAPES.get(output)));
                differences[i] +=
                        loss.evaluate(labels, outputs).getDouble() * Math.signum(move) / (2 * step);
            }
        }
        return differences;
    }

    private static NDList outputs(NDManager manager, DataType type) {
        NDList outputs = new NDList();
        SHAPES.forEach(
                shape -> outputs.add(new Sample(shape, LabelKind.INDEX).prediction(manager, type)));
        return outputs;
    }

    @TestFactory
    Stream<DynamicTest> aNetworkOfTwoHeadsLearns() {
        return everywhere(
                backend -> {
                    WeightedSumLoss sum = DiceCrossEntropy.builder().optName("sum").build();
                    DeepSupervisionLoss loss =
                            DeepSupervisionLoss.builder().setLoss(sum).optName("deep").build();
                    try (SmallTraining training =
                            new SmallTraining(
                                    backend,
                                    twoHeads(),
                                    loss,
                                    0.05f,
                                    new EvaluatorTrainingListener(),
                                    sum.listener())) {
                        for (int step = 0; step < 5; step++) {
                            training.train();
                        }
                        List<Float> losses =
                                training.metrics().getMetric("train_all_deep").stream()
                                        .map(metric -> metric.getValue().floatValue())
                                        .toList();
                        assertTrue(losses.get(4) < losses.get(0), "it fell: " + losses);
                        assertTrue(training.latest("train_all_sum.dice") > 0);
                    }
                });
    }

    private static Block twoHeads() {
        Block half =
                LambdaBlock.singleton(
                        x ->
                                Pool.maxPool2d(
                                        x,
                                        new Shape(2, 2),
                                        new Shape(2, 2),
                                        new Shape(0, 0),
                                        false));
        return new SequentialBlock()
                .add(SmallTraining.layer(4))
                .add(Activation.reluBlock())
                .add(
                        new ParallelBlock(
                                heads -> new NDList(heads.get(0).head(), heads.get(1).head()),
                                List.of(
                                        SmallTraining.layer(3),
                                        new SequentialBlock()
                                                .add(half)
                                                .add(SmallTraining.layer(3)))));
    }

    @TestFactory
    Stream<DynamicTest> whatDoesNotFitIsRefused() {
        return everywhere(
                backend -> {
                    try (NDManager manager = backend.newManager()) {
                        NDList labels = new NDList(manager.zeros(new Shape(1, 4, 4)));
                        DeepSupervisionLoss loss = diceCrossEntropy().build();
                        refused(loss, labels, "there is no output");
                        refused(
                                loss,
                                labels,
                                "output 1 of shape (1, 3, 2, 2)",
                                shape(1, 2, 4, 4),
                                shape(1, 3, 2, 2));
                        refused(
                                loss,
                                labels,
                                "from the finest",
                                shape(1, 2, 2, 2),
                                shape(1, 2, 4, 4));
                        refused(
                                loss,
                                labels,
                                "output 1 of shape (1, 2, 2)",
                                shape(1, 2, 4, 4),
                                shape(1, 2, 2));
                        refused(
                                loss,
                                labels,
                                "(1, 4, 4) has fewer voxels than predictions of shape (1, 2, 8, 8)",
                                shape(1, 2, 8, 8),
                                shape(1, 2, 4, 4));
                        refused(
                                diceCrossEntropy().optWeights(1, 2, 3).build(),
                                labels,
                                "the network has 2 outputs",
                                shape(1, 2, 4, 4),
                                shape(1, 2, 2, 2));
                    }
                });
    }

    @Test
    void optionsThatMeanNothingAreRefused() {
        refused(DeepSupervisionLoss.builder(), "call setLoss");
        refused(diceCrossEntropy().optWeights(1, -1), "weights = [1.0, -1.0]");
        refused(diceCrossEntropy().optWeights(0, 0), "one of them is above 0");
    }

    private static void refused(DeepSupervisionLoss.Builder builder, String message) {
        String actual = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(actual.contains(message), actual);
    }

    private static Shape shape(long... sizes) {
        return new Shape(sizes);
    }

    private static void refused(
            DeepSupervisionLoss loss, NDList labels, String message, Shape... shapes) {
        NDList outputs = new NDList();
        for (Shape shape : shapes) {
            outputs.add(labels.getManager().zeros(shape));
        }
        String actual =
                assertThrows(IllegalArgumentException.class, () -> loss.evaluate(labels, outputs))
                        .getMessage();
        assertTrue(actual.contains(message), actual);
    }
}

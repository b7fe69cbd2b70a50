package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/** One channel stands for two classes with the logits 0 and x, where the loss is of the logits. */
class OneChannelTest {

    @TestFactory
    Stream<DynamicTest> isTwoClassesOfWhichOneHasLogitZero() {
        return Backend.present().stream()
                .flatMap(
                        backend ->
                                Stream.of(
                                                new LossSpec("cross-entropy"),
                                                new LossSpec(
                                                        "margin-ce",
                                                        Map.of("margin", 0.5, "alpha", 0.7)),
                                                new LossSpec("level-set", Map.of("beta", 0.3)))
                                        .map(
                                                spec ->
                                                        dynamicTest(
                                                                backend + " " + spec,
                                                                () -> check(backend, spec))));
    }

    private static void check(Backend backend, LossSpec spec) {
        SegmentationLoss loss = Losses.create(spec);
        Sample one = new Sample(new Shape(2, 1, 9, 7), LabelKind.ONE_CHANNEL).with(loss);
        double[] logits = one.predictions();
        double[] pairs = new double[2 * logits.length];
        double[] second = new double[logits.length];
        int voxels = one.voxels();
        for (int n = 0; n < one.images(); n++) {
            System.arraycopy(logits, n * voxels, pairs, (2 * n + 1) * voxels, voxels);
        }
        try (NDManager manager = backend.newManager()) {
            NDArray two = Sample.array(manager, pairs, new Shape(2, 2, 9, 7), DataType.FLOAT64);
            NDList labels = new NDList(manager.create(one.classes(), new Shape(2, 9, 7)));
            labels.addAll(Sample.further(manager, two.getShape(), loss.requiredLabelArrays()));
            Evaluation expected = Evaluation.of(loss, labels, two);
            Evaluation actual =
                    Evaluation.of(
                            loss, one.labels(manager), one.prediction(manager, DataType.FLOAT64));
            for (int n = 0; n < one.images(); n++) {
                System.arraycopy(
                        expected.gradient(), (2 * n + 1) * voxels, second, n * voxels, voxels);
            }
            assertArrayEquals(expected.value(), actual.value(), 1e-12);
            assertArrayEquals(second, actual.gradient(), 1e-12);
        }
    }
}

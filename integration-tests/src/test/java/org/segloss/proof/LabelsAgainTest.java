package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/** Every loss gives the same numbers when labels come back, whatever it has kept of them. */
class LabelsAgainTest {

    @TestFactory
    Stream<DynamicTest> everyLoss() {
        return EveryLoss.check(
                (backend, loss) -> check(backend, Variant.plain(loss, LabelKind.INDEX)));
    }

    private static void check(Backend backend, Variant variant) {
        SegmentationLoss loss = Losses.create(variant.spec());
        // As many voxels, but others are neighbours.
        Sample wide = Sample.of(new Shape(2, 3, 9, 13), LabelKind.INDEX, variant);
        Sample high = Sample.of(new Shape(2, 3, 13, 9), LabelKind.INDEX, variant);
        Evaluation first = Evaluation.on(backend, loss, wide);
        Evaluation other = Evaluation.on(backend, loss, high);
        same(first, Evaluation.on(backend, loss, wide));
        same(Evaluation.on(backend, Losses.create(variant.spec()), high), other);
    }

    private static void same(Evaluation expected, Evaluation actual) {
        assertArrayEquals(expected.value(), actual.value());
        assertArrayEquals(expected.gradient(), actual.gradient());
    }
}

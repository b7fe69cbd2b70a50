package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossEntry;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/**
 * Half-precision predictions: sums far above 65504, the largest number that they can hold. A mean
 * over millions of voxels has a gradient that half precision rounds to 0, so the loss is scaled
 * before the way back, as in every training with half precision.
 */
class HalfPrecisionTest {

    private static final double CLOSE = 1e-2;

    /** Losses whose time grows faster than the image, or with the number of its objects. */
    static final Set<String> SMALL_IMAGES =
            Set.of("hausdorff-cv", "weighted-hausdorff", "betti-matching", "blob");

    /** Losses that are sums over voxels, and what is made of them. */
    private static final Set<String> SUMS = Set.of("distribution", "region", "compound");

    @TestFactory
    Stream<DynamicTest> smallImage() {
        return compare(new Shape(2, 3, 6, 5));
    }

    @TestFactory
    Stream<DynamicTest> largeImage() {
        return compare(new Shape(1, 3, 512, 512));
    }

    @TestFactory
    Stream<DynamicTest> volume() {
        return compare(new Shape(1, 3, 128, 128, 128));
    }

    @TestFactory
    Stream<DynamicTest> anEngineWithoutItSaysSo() {
        return Backend.present().stream()
                .filter(backend -> !carriesGradient(backend))
                .map(backend -> dynamicTest(backend.toString(), () -> refuses(backend)));
    }

    /** MXNet's half-precision arrays have values only. */
    private static boolean carriesGradient(Backend backend) {
        return !backend.engine().equals("MXNet");
    }

    private static Stream<DynamicTest> compare(Shape shape) {
        return Backend.present().stream()
                .filter(HalfPrecisionTest::carriesGradient)
                .flatMap(
                        backend ->
                                Losses.all().stream()
                                        .filter(loss -> shape.size() < 1000 || mayBeLarge(loss))
                                        .map(
                                                loss ->
                                                        dynamicTest(
                                                                backend + " " + loss.name(),
                                                                () ->
                                                                        check(
                                                                                backend,
                                                                                Variant.plain(loss),
                                                                                shape))));
    }

    private static boolean mayBeLarge(LossEntry loss) {
        return SUMS.contains(loss.family()) && !SMALL_IMAGES.contains(loss.name());
    }

    private static void check(Backend backend, Variant variant, Shape shape) {
        SegmentationLoss loss = Losses.create(variant.spec());
        Sample sample = new Sample(shape, LabelKind.INDEX).with(loss);
        try (NDManager manager = backend.newManager()) {
            NDList labels = sample.labels(manager);
            NDArray half = sample.prediction(manager, DataType.FLOAT16);
            NDArray single = half.toType(DataType.FLOAT32, true);
            Evaluation expected = Evaluation.of(loss, labels, single);
            double largest = Arrays.stream(expected.gradient()).map(Math::abs).max().orElseThrow();
            Evaluation actual = Evaluation.of(loss, labels, half, 1 / largest);
            double value = expected.value()[0];
            assertEquals(value, actual.value()[0], CLOSE * Math.abs(value), "value");
            for (int i = 0; i < expected.gradient().length; i++) {
                assertEquals(expected.gradient()[i] / largest, actual.gradient()[i], CLOSE);
            }
        }
    }

    private static void refuses(Backend backend) {
        Sample sample = new Sample(new Shape(1, 2, 4), LabelKind.INDEX);
        try (NDManager manager = backend.newManager()) {
            NDArray half = sample.prediction(manager, DataType.FLOAT16);
            Exception refusal = assertThrows(Exception.class, () -> half.setRequiresGradient(true));
            assertTrue(refusal.getMessage().contains("float16"), refusal::toString);
            NDArray single = half.toType(DataType.FLOAT32, true);
            SegmentationLoss dice = Losses.create("dice");
            assertEquals(
                    dice.evaluate(sample.labels(manager), new NDList(single)).getFloat(),
                    dice.evaluate(sample.labels(manager), new NDList(half)).getFloat());
        }
    }
}

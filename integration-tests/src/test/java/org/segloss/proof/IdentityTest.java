package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;

/** Losses that are one another under other options: two ways to one value and one gradient. */
class IdentityTest {

    private static final Sample SAMPLE = new Sample(new Shape(2, 3, 9, 7), LabelKind.INDEX);

    private static final double SMOOTH = 1e-3;

    @TestFactory
    Stream<DynamicTest> diceIsTverskyWithHalves() {
        return same(
                new LossSpec(
                        "dice",
                        Map.of("smoothNumerator", 2 * SMOOTH, "smoothDenominator", 2 * SMOOTH)),
                tversky(0.5));
    }

    @TestFactory
    Stream<DynamicTest> jaccardIsTverskyWithOnes() {
        return same(
                new LossSpec(
                        "jaccard", Map.of("smoothNumerator", SMOOTH, "smoothDenominator", SMOOTH)),
                tversky(1));
    }

    @TestFactory
    Stream<DynamicTest> focalWithoutFocusIsCrossEntropy() {
        return same(new LossSpec("focal", Map.of("gamma", 0)), new LossSpec("cross-entropy"));
    }

    @TestFactory
    Stream<DynamicTest> allOfTheVoxelsAreCrossEntropy() {
        return same(new LossSpec("top-k", Map.of("percent", 100)), new LossSpec("cross-entropy"));
    }

    @TestFactory
    Stream<DynamicTest> shapeAwareWithoutWeightIsCrossEntropy() {
        return same(
                new LossSpec("shape-aware", Map.of("weight", 0)), new LossSpec("cross-entropy"));
    }

    @TestFactory
    Stream<DynamicTest> dropsTheBackgroundAsAWeightOfZeroDoes() {
        return same(
                new LossSpec("cross-entropy", Map.of("includeBackground", false)),
                new LossSpec("cross-entropy", Map.of("classWeights", new int[] {0, 1, 1})));
    }

    @TestFactory
    Stream<DynamicTest> poolingOneWeighedClassIsThatClass() {
        // The mean over three classes, two of which weigh nothing, is a third of the one.
        return same(
                new LossSpec("dice", Map.of("classWeights", new int[] {0, 0, 3})),
                new LossSpec(
                        "dice", Map.of("classWeights", new int[] {0, 0, 1}, "poolClasses", true)));
    }

    private static LossSpec tversky(double weight) {
        return new LossSpec(
                "tversky",
                Map.of(
                        "alpha",
                        weight,
                        "beta",
                        weight,
                        "smoothNumerator",
                        SMOOTH,
                        "smoothDenominator",
                        SMOOTH));
    }

    private static Stream<DynamicTest> same(LossSpec one, LossSpec other) {
        return Backend.present().stream()
                .map(
                        backend ->
                                dynamicTest(
                                        backend + ": " + one + " = " + other,
                                        () -> {
                                            Evaluation expected = evaluate(backend, one);
                                            Evaluation actual = evaluate(backend, other);
                                            assertArrayEquals(
                                                    expected.value(), actual.value(), 1e-12);
                                            assertArrayEquals(
                                                    expected.gradient(), actual.gradient(), 1e-12);
                                        }));
    }

    private static Evaluation evaluate(Backend backend, LossSpec spec) {
        try (NDManager manager = backend.newManager()) {
            return Evaluation.of(
                    Losses.create(spec),
                    SAMPLE.labels(manager),
                    SAMPLE.prediction(manager, DataType.FLOAT64));
        }
    }
}

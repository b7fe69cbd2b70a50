package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
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

    @TestFactory
    Stream<DynamicTest> exponentialLogarithmicWithoutExponentsIsASum() {
        Map<String, Object> dice =
                Map.of("logLoss", true, "smoothNumerator", 1, "smoothDenominator", 1);
        return same(
                new LossSpec(
                        "exponential-logarithmic",
                        Map.of(
                                "gammaDice",
                                1,
                                "gammaCrossEntropy",
                                1,
                                "classWeights",
                                new int[] {1, 1, 1})),
                new LossSpec(
                        "weighted-sum",
                        Map.of(
                                "losses",
                                List.of("cross-entropy", Map.of("name", "dice", "options", dice)),
                                "weights",
                                new double[] {0.2, 0.8})));
    }

    @TestFactory
    Stream<DynamicTest> equalFrequenciesAreEqualWeights() {
        Stream<DynamicTest> exclusive = sameByFrequency("softmax", 1.0 / 3, Math.sqrt(3));
        // Ones and zeros of a channel are two classes.
        return Stream.concat(exclusive, sameByFrequency("sigmoid", 0.5, Math.sqrt(2)));
    }

    private static Stream<DynamicTest> sameByFrequency(
            String activation, double frequency, double weight) {
        return same(
                exponentialLogarithmic(activation, "frequencies", frequency),
                exponentialLogarithmic(activation, "classWeights", weight));
    }

    private static LossSpec exponentialLogarithmic(
            String activation, String option, double number) {
        return new LossSpec(
                "exponential-logarithmic",
                Map.of("activation", activation, option, new double[] {number, number, number}));
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

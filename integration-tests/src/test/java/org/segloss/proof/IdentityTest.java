package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.segloss.LossSpec;

/** Losses that are one another under other options: two ways to one value and one gradient. */
class IdentityTest {

    private static final int TRIES = 25;

    @Provide
    Arbitrary<Batch> batches() {
        return Batch.any(3, false);
    }

    @Provide
    Arbitrary<Batch> binaryBatches() {
        return Batch.any(2, false);
    }

    @Property(tries = TRIES)
    void wassersteinWithDistancesOfOneIsDice(
            @ForAll("binaryBatches") Batch batch,
            @ForAll @DoubleRange(min = 0.01, max = 2) double s) {
        Map<String, Object> dice =
                Map.of("includeBackground", false, "smoothNumerator", s, "smoothDenominator", s);
        Map<String, Object> distances =
                Map.of("distanceMatrix", List.of(List.of(0, 1), List.of(1, 0)), "epsilon", s);
        same(
                batch,
                new LossSpec("generalized-wasserstein-dice", distances),
                new LossSpec("dice", dice));
    }

    @Property(tries = TRIES)
    void diceIsTverskyWithHalves(
            @ForAll("batches") Batch batch, @ForAll @DoubleRange(min = 0.01, max = 2) double s) {
        same(batch, smoothed("dice", 2 * s), tversky(0.5, s));
    }

    @Property(tries = TRIES)
    void jaccardIsTverskyWithOnes(
            @ForAll("batches") Batch batch, @ForAll @DoubleRange(min = 0.01, max = 2) double s) {
        same(batch, smoothed("jaccard", s), tversky(1, s));
    }

    @Property(tries = TRIES)
    void focalWithoutFocusIsCrossEntropy(@ForAll("batches") Batch batch) {
        same(batch, new LossSpec("focal", Map.of("gamma", 0)), new LossSpec("cross-entropy"));
    }

    @Property(tries = TRIES)
    void allOfTheVoxelsAreCrossEntropy(@ForAll("batches") Batch batch) {
        same(batch, new LossSpec("top-k", Map.of("percent", 100)), new LossSpec("cross-entropy"));
    }

    @Property(tries = TRIES)
    void shapeAwareWithoutWeightIsCrossEntropy(@ForAll("batches") Batch batch) {
        same(
                batch,
                new LossSpec("shape-aware", Map.of("weight", 0)),
                new LossSpec("cross-entropy"));
    }

    @Property(tries = TRIES)
    void levelSetWithoutEnergyIsCrossEntropy(@ForAll("batches") Batch batch) {
        same(batch, new LossSpec("level-set", Map.of("weight", 0)), new LossSpec("cross-entropy"));
    }

    @Property(tries = TRIES)
    void aMarginThatIsNotReachedIsCrossEntropy(@ForAll("batches") Batch batch) {
        same(batch, new LossSpec("margin-ce", Map.of("margin", 8)), new LossSpec("cross-entropy"));
    }

    @Property(tries = TRIES)
    void focalTverskyWithoutAPowerIsTversky(@ForAll("batches") Batch batch) {
        same(batch, new LossSpec("focal-tversky", Map.of("exponent", 1)), new LossSpec("tversky"));
    }

    @Property(tries = TRIES)
    void noPenaltyIsGeneralizedDice(@ForAll("batches") Batch batch) {
        same(
                batch,
                new LossSpec("penalty-generalized-dice", Map.of("k", 0)),
                new LossSpec("generalized-dice"));
    }

    @Property(tries = TRIES)
    void droppingTheBackgroundIsAWeightOfZero(@ForAll("batches") Batch batch) {
        same(
                batch,
                new LossSpec("cross-entropy", Map.of("includeBackground", false)),
                new LossSpec("cross-entropy", Map.of("classWeights", List.of(0, 1, 1))));
    }

    @Property(tries = TRIES)
    void poolingOneWeighedClassIsThatClass(@ForAll("batches") Batch batch) {
        // The mean over three classes, two of which weigh nothing, is a third of the one.
        same(
                batch,
                new LossSpec("dice", Map.of("classWeights", List.of(0, 0, 3))),
                new LossSpec(
                        "dice", Map.of("classWeights", List.of(0, 0, 1), "poolClasses", true)));
    }

    @Property(tries = TRIES)
    void exponentialLogarithmicWithoutExponentsIsASum(@ForAll("batches") Batch batch) {
        Map<String, Object> dice =
                Map.of("logLoss", true, "smoothNumerator", 1, "smoothDenominator", 1);
        same(
                batch,
                new LossSpec(
                        "exponential-logarithmic",
                        Map.of(
                                "gammaDice",
                                1,
                                "gammaCrossEntropy",
                                1,
                                "classWeights",
                                List.of(1, 1, 1))),
                new LossSpec(
                        "weighted-sum",
                        Map.of(
                                "losses",
                                List.of("cross-entropy", Map.of("name", "dice", "options", dice)),
                                "weights",
                                List.of(0.2, 0.8))));
    }

    @Property(tries = TRIES)
    void equalFrequenciesAreEqualWeights(@ForAll("batches") Batch batch) {
        same(
                batch,
                exponentialLogarithmic("softmax", "frequencies", 1.0 / 3),
                exponentialLogarithmic("softmax", "classWeights", Math.sqrt(3)));
        // Ones and zeros of a channel are two classes.
        same(
                batch,
                exponentialLogarithmic("sigmoid", "frequencies", 0.5),
                exponentialLogarithmic("sigmoid", "classWeights", Math.sqrt(2)));
    }

    private static LossSpec exponentialLogarithmic(
            String activation, String option, double number) {
        return new LossSpec(
                "exponential-logarithmic",
                Map.of("activation", activation, option, List.of(number, number, number)));
    }

    private static LossSpec smoothed(String name, double smooth) {
        return new LossSpec(name, Map.of("smoothNumerator", smooth, "smoothDenominator", smooth));
    }

    private static LossSpec tversky(double weight, double smooth) {
        return new LossSpec(
                "tversky",
                Map.of(
                        "alpha",
                        weight,
                        "beta",
                        weight,
                        "smoothNumerator",
                        smooth,
                        "smoothDenominator",
                        smooth));
    }

    private static void same(Batch batch, LossSpec one, LossSpec other) {
        for (Backend backend : Backend.present()) {
            Evaluation expected = batch.evaluate(backend, one);
            Evaluation actual = batch.evaluate(backend, other);
            String what = backend + ": " + one + " = " + other;
            // Options are single precision: 2 s as one number is not twice s.
            assertArrayEquals(expected.value(), actual.value(), 1e-7, what);
            assertArrayEquals(expected.gradient(), actual.gradient(), 1e-7, what);
        }
    }
}

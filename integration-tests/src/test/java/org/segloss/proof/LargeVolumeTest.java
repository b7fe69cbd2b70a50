package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/** Sums over millions of voxels: single precision loses no more than its last digits. */
class LargeVolumeTest {

    private static final Sample SAMPLE =
            new Sample(new Shape(1, 2, 120, 130, 140), LabelKind.INDEX);

    static Stream<LossSpec> losses() {
        return Stream.of(
                new LossSpec("cross-entropy"),
                new LossSpec("dice"),
                new LossSpec("jaccard", Map.of("squared", true)),
                new LossSpec("tversky", Map.of("softLabels", true)),
                new LossSpec("mcc"),
                new LossSpec("pearson-correlation"));
    }

    static Stream<String> correlations() {
        return Stream.of("mcc", "pearson-correlation");
    }

    @ParameterizedTest
    @MethodSource("losses")
    void singlePrecisionGivesWhatDoubleGives(LossSpec spec) {
        for (Backend backend : Backend.present()) {
            Evaluation exact = evaluate(backend, spec, DataType.FLOAT64);
            Evaluation single = evaluate(backend, spec, DataType.FLOAT32);
            assertClose(exact, single, 2e-6 * exact.value()[0], 1e-5, backend);
        }
    }

    /** A background of 99.9 % has correlations by the few voxels that are missing in it. */
    @ParameterizedTest
    @MethodSource("correlations")
    void aMajorityKeepsItsDigits(String name) {
        Scene scene =
                new Scene(
                        "one voxel in a thousand",
                        new Shape(1, 2, 100, 100, 100),
                        v -> v % 1000 == 0 ? 1 : 0,
                        1,
                        -1);
        for (Backend backend : Backend.present()) {
            try (NDManager manager = backend.newManager()) {
                SegmentationLoss loss = Losses.create(name);
                NDList labels = scene.labels(manager, loss);
                // Equal probabilities would all be rounded the same way.
                NDArray noise = scene.random(manager, 1).mul(0.2f);
                NDArray single = scene.prediction(manager, false).add(noise);
                NDArray exact = single.toType(DataType.FLOAT64, true);
                assertClose(
                        Evaluation.of(loss, labels, exact),
                        Evaluation.of(loss, labels, single),
                        1e-5,
                        5e-5,
                        backend);
            }
        }
    }

    private static void assertClose(
            Evaluation exact, Evaluation single, double value, double gradient, Backend backend) {
        assertEquals(exact.value()[0], single.value()[0], value, backend + " value");
        double largest = 0;
        double apart = 0;
        for (int i = 0; i < exact.gradient().length; i++) {
            largest = Math.max(largest, Math.abs(exact.gradient()[i]));
            apart = Math.max(apart, Math.abs(exact.gradient()[i] - single.gradient()[i]));
        }
        assertTrue(apart <= gradient * largest, backend + " gradient: " + apart / largest);
    }

    private static Evaluation evaluate(Backend backend, LossSpec spec, DataType type) {
        try (NDManager manager = backend.newManager()) {
            return Evaluation.of(
                    Losses.create(spec), SAMPLE.labels(manager), SAMPLE.prediction(manager, type));
        }
    }
}

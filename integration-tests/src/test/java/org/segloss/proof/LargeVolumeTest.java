package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.LossSpec;
import org.segloss.Losses;

/** Sums over millions of voxels: single precision loses no more than its last digits. */
class LargeVolumeTest {

    private static final Sample SAMPLE =
            new Sample(new Shape(1, 2, 120, 130, 140), LabelKind.INDEX);

    static Stream<LossSpec> losses() {
        return Stream.of(
                new LossSpec("cross-entropy"),
                new LossSpec("dice"),
                new LossSpec("jaccard", Map.of("squared", true)),
                new LossSpec("tversky", Map.of("softLabels", true)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void singlePrecisionGivesWhatDoubleGives(LossSpec spec) {
        for (Backend backend : Backend.present()) {
            Evaluation exact = evaluate(backend, spec, DataType.FLOAT64);
            Evaluation single = evaluate(backend, spec, DataType.FLOAT32);
            double value = exact.value()[0];
            assertEquals(value, single.value()[0], 2e-6 * value, backend + " value");
            double largest = 0;
            double apart = 0;
            for (int i = 0; i < exact.gradient().length; i++) {
                largest = Math.max(largest, Math.abs(exact.gradient()[i]));
                apart = Math.max(apart, Math.abs(exact.gradient()[i] - single.gradient()[i]));
            }
            assertTrue(apart <= 1e-5 * largest, backend + " gradient: " + apart / largest);
        }
    }

    private static Evaluation evaluate(Backend backend, LossSpec spec, DataType type) {
        try (NDManager manager = backend.newManager()) {
            return Evaluation.of(
                    Losses.create(spec), SAMPLE.labels(manager), SAMPLE.prediction(manager, type));
        }
    }
}

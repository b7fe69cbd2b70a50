package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;

/** What the references, which know pictures only, cannot tell of volumes. */
class ContourLossTest {

    private static final List<Double> SPACING = List.of(2.0, 0.5);

    private static final List<Double> SPACING_OF_SLICES = List.of(3.0, 2.0, 0.5);

    @TestFactory
    Stream<DynamicTest> aVolumeOfEqualSlicesCostsWhatASliceDoes() {
        return Backend.present().stream()
                .flatMap(
                        backend ->
                                Stream.of(
                                                length("forward"),
                                                length("shifted"),
                                                length("central"),
                                                new LossSpec("euler-elastica"))
                                        .map(
                                                spec ->
                                                        dynamicTest(
                                                                backend + " " + spec,
                                                                () -> slices(backend, spec))));
    }

    private static LossSpec length(String length) {
        return new LossSpec("active-contour", Map.of("length", length));
    }

    private static void slices(Backend backend, LossSpec spec) {
        try (NDManager manager = backend.newManager()) {
            double[] logits = new Random(1).doubles(60, -3, 3).toArray();
            NDArray picture = manager.create(logits, new Shape(1, 3, 1, 5, 4));
            NDArray labels =
                    manager.create(new Random(2).ints(20, 0, 3).toArray(), new Shape(1, 1, 5, 4));
            double slice =
                    value(spec, SPACING, labels.reshape(1, 5, 4), picture.reshape(1, 3, 5, 4));
            double volume =
                    value(spec, SPACING_OF_SLICES, labels.repeat(1, 4), picture.repeat(2, 4));
            assertEquals(slice, volume, 1e-6 * slice);
        }
    }

    private static double value(
            LossSpec spec, List<Double> spacing, NDArray labels, NDArray prediction) {
        Map<String, Object> options = new HashMap<>(spec.options());
        options.put("spacing", spacing);
        return Losses.create(new LossSpec(spec.name(), options))
                .evaluate(new NDList(labels), new NDList(prediction))
                .getDouble();
    }
}

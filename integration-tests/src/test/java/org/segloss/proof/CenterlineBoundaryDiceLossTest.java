package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;

/**
 * What no golden case has, worked out by hand: the other inverse, a spacing, and channels that are
 * tasks of their own, merged.
 *
 * <p>A cross is predicted, and a voxel on its own missed. The skeleton of the cross is its centre.
 */
class CenterlineBoundaryDiceLossTest {

    private static final String CROSS =
            "........" + "..#....." + ".###...." + "..#....." + "........";

    private static final String ALONE =
            "........" + "........" + "......#." + "........" + "........";

    private static final String BOTH =
            "........" + "..#....." + ".###..#." + "..#....." + "........";

    private static final String NOTHING = ".".repeat(40);

    private static final Shape PICTURE = new Shape(5, 8);

    private static final double P = 0.9;

    private static final double ROOT = Math.sqrt(2);

    /**
     * What the skeleton of the label counts.
     *
     * @param options the options of the loss
     * @param centre the I of the centre of the cross
     * @param alone the I of the voxel on its own
     * @param radius the R of the voxel on its own
     */
    private record Weights(
            Map<String, Object> options, double centre, double alone, double radius) {

        /** All that is predicted is right, so that P is 1. */
        double loss() {
            double sensitivity = (P * centre + 1) / (P * centre + radius * alone + 1);
            return 1 - 2 * sensitivity / (1 + sensitivity);
        }
    }

    @TestFactory
    Stream<DynamicTest> aVoxelThatIsMissed() {
        return Stream.of(
                        new Weights(Map.of(), 1 / ROOT, 1, 1 / ROOT),
                        new Weights(Map.of("inverse", "division"), 1, ROOT, 1 / ROOT),
                        new Weights(Map.of("spacing", List.of(2.5, 2.5)), 1 / ROOT, 1, 1 / ROOT),
                        // From the centre of the cross it is 2 voxels up to the outside.
                        new Weights(Map.of("spacing", List.of(1, 3)), 0.5, 1, 0.5),
                        new Weights(Map.of("mergeClasses", true), 1 / ROOT, 1, 1 / ROOT))
                .flatMap(
                        weights ->
                                Backend.present().stream()
                                        .map(
                                                backend ->
                                                        dynamicTest(
                                                                backend + " " + weights.options(),
                                                                () -> check(backend, weights))));
    }

    private static void check(Backend backend, Weights weights) {
        boolean merged = weights.options().containsKey("mergeClasses");
        float[] labels = merged ? map(0, 1, CROSS, ALONE) : map(0, 1, BOTH);
        float logit = (float) Math.log(P / (1 - P));
        float[] logits = merged ? map(-logit, logit, CROSS, NOTHING) : map(-logit, logit, CROSS);
        Shape shape = new Shape(1, merged ? 2 : 1).addAll(PICTURE);
        Map<String, Object> options = new HashMap<>(weights.options());
        options.put("activation", "sigmoid");
        try (NDManager manager = backend.newManager()) {
            Evaluation result =
                    Evaluation.of(
                            Losses.create(new LossSpec("cb-dice", options)),
                            new NDList(manager.create(labels, shape)),
                            manager.create(logits, shape));
            assertEquals(weights.loss(), result.value()[0], 1e-6);
        }
    }

    /** A channel for each picture. */
    private static float[] map(float point, float hash, String... pictures) {
        String all = String.join("", pictures);
        float[] map = new float[all.length()];
        for (int i = 0; i < map.length; i++) {
            map[i] = all.charAt(i) == '#' ? hash : point;
        }
        return map;
    }
}

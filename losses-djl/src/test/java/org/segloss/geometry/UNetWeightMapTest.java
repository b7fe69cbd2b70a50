package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UNetWeightMapTest {

    private static final float TOLERANCE = 1e-5f;

    @ParameterizedTest
    @CsvSource({
        "two_images_mean, 10, 5, false",
        "paper_sum, 10, 5, false",
        "normalized_by_weights, 10, 3, false",
        "one_object_no_border_term, 10, 5, false",
        "background_only_border, 5, 4, true",
        "volume, 10, 2.5, false"
    })
    void equalsGoldenMaps(String name, float w0, float sigma, boolean backgroundOnly)
            throws IOException {
        Map<String, Npz.Array> golden =
                Npz.read("/golden/region/unet_weighted_cross_entropy/" + name + ".npz");
        UNetWeightMap map =
                UNetWeightMap.builder()
                        .optW0(w0)
                        .optSigma(sigma)
                        .optClassWeights(golden.get("class_weights").floats())
                        .optBackgroundOnly(backgroundOnly)
                        .build();
        for (int image = 0; image < golden.get("labels").shape()[0]; image++) {
            Npz.Array expected = golden.get("weight_map").at(image, 0);
            float[] actual =
                    map.of(
                            expected.shape(),
                            golden.get("labels").at(image, 0).ints(),
                            golden.get("instances").at(image, 0).ints());
            assertArrayEquals(expected.floats(), actual, TOLERANCE, "image " + image);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0.4", "3, 1, 1", "9, 0.5, 2"})
    void equalsTheFormulaForRandomObjects(float sigma, float rows, float columns) {
        int[] shape = {23, 31};
        Random random = new Random(5);
        int[] objects =
                random.ints(23 * 31).map(i -> i % 40 == 0 ? 1 + Math.floorMod(i, 7) : 0).toArray();
        float[] map =
                UNetWeightMap.builder()
                        .optSigma(sigma)
                        .optSpacing(rows, columns)
                        .build()
                        .of(shape, new int[objects.length], objects);
        for (int v = 0; v < map.length; v++) {
            int voxel = v;
            double[] distances =
                    IntStream.rangeClosed(1, 7)
                            .mapToDouble(id -> distance(objects, id, voxel, rows, columns))
                            .sorted()
                            .toArray();
            double sum = distances[0] + distances[1];
            double expected = 1 + 10 * Math.exp(-sum * sum / (2 * sigma * sigma));
            assertEquals(expected, map[v], TOLERANCE, "voxel " + v);
        }
    }

    static Stream<RandomMasks> masks() {
        return RandomMasks.all();
    }

    @ParameterizedTest
    @MethodSource("masks")
    void isFiniteForAnyMask(RandomMasks grid) {
        int[] labels =
                IntStream.range(0, grid.size()).map(v -> grid.mask().get(v) ? 1 : 0).toArray();
        for (float weight : UNetWeightMap.builder().build().of(grid.shape(), labels)) {
            assertTrue(weight >= 1 && weight <= 11, () -> "weight " + weight);
        }
    }

    @Test
    void objectsAreTheComponentsOfTheForegroundWhereNoneAreGiven() {
        int[] labels = {0, 2, 2, 0, 0, 1, 0, 1};
        int[] components = {0, 1, 1, 0, 0, 2, 0, 3};
        UNetWeightMap map = UNetWeightMap.builder().build();
        float[] actual = map.of(new int[] {8}, labels);
        assertArrayEquals(map.of(new int[] {8}, labels, components), actual);
        // The gap of one voxel has d1 = d2 = 1.
        assertEquals(1 + 10 * Math.exp(-4 / 50.0), actual[6], TOLERANCE);
    }

    @Test
    void ignoredVoxelsWeighNothingAndAreNoObject() {
        int[] labels = {1, 0, 255, 0, 255};
        float[] map = UNetWeightMap.builder().optIgnoreIndex(255).build().of(new int[] {5}, labels);
        assertArrayEquals(new float[] {1, 1, 0, 1, 0}, map);
    }

    @Test
    void badInputIsRefused() {
        UNetWeightMap map = UNetWeightMap.builder().optClassWeights(1, 2).build();
        assertRefused(() -> map.of(new int[] {2}, new int[] {0, 2}), "no weight for label 2");
        assertRefused(() -> map.of(new int[] {3}, new int[2]), "labels has 2 values", "[3]");
        assertRefused(
                () -> map.of(new int[] {2}, new int[2], new int[5]), "objects has 5 values", "[2]");
        assertRefused(() -> UNetWeightMap.builder().optSigma(0).build(), "sigma = 0");
        assertRefused(() -> UNetWeightMap.builder().optW0(-1).build(), "w0 = -1", "0 to 1000000");
    }

    private static double distance(int[] objects, int id, int v, float rows, float columns) {
        return IntStream.range(0, objects.length)
                .filter(u -> objects[u] == id)
                .mapToDouble(u -> Math.hypot(rows * (u / 31 - v / 31), columns * (u % 31 - v % 31)))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static void assertRefused(Runnable action, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, action::run).getMessage();
        assertTrue(Arrays.stream(parts).allMatch(message::contains), message);
    }
}

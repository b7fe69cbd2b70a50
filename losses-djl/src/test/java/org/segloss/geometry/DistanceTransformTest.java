package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistanceTransformTest {

    private static final double RELATIVE_ERROR = 1e-6;

    static Stream<Arguments> grids() {
        float[] none = {};
        return Stream.of(
                Arguments.of(new int[] {1}, none),
                Arguments.of(new int[] {37}, none),
                Arguments.of(new int[] {37}, new float[] {0.3f}),
                Arguments.of(new int[] {23, 31}, none),
                Arguments.of(new int[] {31, 19}, new float[] {0.7f, 1.9f}),
                Arguments.of(new int[] {1, 17}, none),
                Arguments.of(new int[] {17, 1}, new float[] {2.5f, 0.1f}),
                Arguments.of(new int[] {11, 9, 13}, none),
                Arguments.of(new int[] {9, 11, 13}, new float[] {3, 0.8f, 0.9f}),
                Arguments.of(new int[] {9, 7, 11}, new float[] {1e-6f, 1, 1e6f}),
                Arguments.of(new int[] {7, 9, 5}, new float[] {3e30f, 2e30f, 1e30f}),
                Arguments.of(new int[] {7, 9, 5}, new float[] {3e-30f, 2e-30f, 1e-30f}),
                Arguments.of(new int[] {5, 1, 21}, none),
                Arguments.of(new int[] {5, 3, 7, 4}, new float[] {1, 2, 0.5f, 1.5f}));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void equalsBruteForceForRandomTargets(int[] shape, float[] spacing) {
        Random random = new Random(7);
        for (double density : new double[] {0.01, 0.2, 0.9}) {
            boolean[] targets = new boolean[size(shape)];
            for (int v = 0; v < targets.length; v++) {
                targets[v] = random.nextDouble() < density;
            }
            assertDistances(shape, spacing, targets);
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void equalsBruteForceForOneTarget(int[] shape, float[] spacing) {
        int size = size(shape);
        for (int target : new int[] {0, size / 2, size - 1}) {
            boolean[] targets = new boolean[size];
            targets[target] = true;
            assertDistances(shape, spacing, targets);
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void equalsBruteForceForEveryLabelAtOnce(int[] shape, float[] spacing) {
        Random random = new Random(8);
        DistanceTransform transform = new DistanceTransform(shape, spacing);
        // The largest label is that of most voxels, so that there are runs of it.
        for (int most : new int[] {1, 3, 20}) {
            int[] labels =
                    random.ints(transform.size(), 0, most).map(i -> Math.min(i, 3)).toArray();
            float[] distances = transform.toOtherLabel(v -> labels[v]);
            for (int v = 0; v < labels.length; v++) {
                int label = labels[v];
                assertClose(nearest(shape, spacing, v, u -> labels[u] != label), distances[v], v);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void findsATargetAsNearAsTheNearest(int[] shape, float[] spacing) {
        Random random = new Random(9);
        DistanceTransform transform = new DistanceTransform(shape, spacing);
        for (double density : new double[] {0, 0.02, 0.5}) {
            boolean[] targets = new boolean[transform.size()];
            for (int v = 0; v < targets.length; v++) {
                targets[v] = random.nextDouble() < density;
            }
            int[] found = transform.nearest(v -> targets[v]);
            for (int v = 0; v < targets.length; v++) {
                double nearest = nearest(shape, spacing, v, u -> targets[u]);
                if (Double.isInfinite(nearest)) {
                    assertEquals(-1, found[v]);
                } else {
                    assertTrue(targets[found[v]], "voxel " + v + " has no target");
                    assertClose(nearest, (float) distance(shape, spacing, v, found[v]), v);
                }
            }
        }
    }

    @Test
    void noTargetGivesInfinityAndTargetsGiveZero() {
        DistanceTransform transform = new DistanceTransform(new int[] {3, 4, 5});
        float[] infinite = new float[60];
        Arrays.fill(infinite, Float.POSITIVE_INFINITY);
        assertArrayEquals(infinite, transform.toNearest(v -> false));
        assertArrayEquals(new float[60], transform.toNearest(v -> true));
    }

    @Test
    void staysExactFarFromTheTarget() {
        int[] shape = {512, 2, 512};
        float[] spacing = {0.7f, 1.3f, 0.9f};
        float[] distances = new DistanceTransform(shape, spacing).toNearest(v -> v == 0);
        for (int v = 0; v < distances.length; v++) {
            assertClose(distance(shape, spacing, v, 0), distances[v], v);
        }
    }

    @Test
    void staysExactOnLinesLongerThanAFloatCanCount() {
        int length = (1 << 24) + 6;
        float[] distances = new DistanceTransform(new int[] {length}).toNearest(v -> v == 0);
        assertClose(length - 1, distances[length - 1], length - 1);
    }

    @Test
    void doesNotDependOnTheNumberOfThreads() throws Exception {
        DistanceTransform transform =
                new DistanceTransform(new int[] {33, 47, 61}, 1.7f, 0.6f, 0.9f);
        boolean[] targets = new boolean[transform.size()];
        Random random = new Random(3);
        for (int v = 0; v < targets.length; v++) {
            targets[v] = random.nextInt(200) == 0;
        }
        float[] one = inPool(1, transform, v -> targets[v]);
        float[] four = inPool(4, transform, v -> targets[v]);
        assertArrayEquals(one, four);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all_zero2d",
                "random2d_dense",
                "random3d_sparse_zeros",
                "single_zero2d",
                "structured2d",
                "structured2d_spacing",
                "structured3d",
                "structured3d_spacing"
            })
    void equalsGoldenValues(String name) throws IOException {
        Map<String, Npz.Array> golden =
                Npz.read("/golden/boundary/metrics/cases/edt/" + name + ".npz");
        double[] mask = golden.get("mask").values();
        float[] distances =
                new DistanceTransform(golden.get("mask").shape(), golden.get("spacing").floats())
                        .toNearest(v -> mask[v] == 0);
        double[] expected = golden.get("distance").values();
        for (int v = 0; v < expected.length; v++) {
            assertClose(expected[v], distances[v], v);
        }
    }

    @Test
    void refusesShapesThatNoArrayHolds() {
        assertRefused("[]", new int[] {});
        assertRefused("[3, 0]", new int[] {3, 0});
        assertRefused("[-2, -2]", new int[] {-2, -2});
        assertRefused("[2048, 1024, 1024]", new int[] {2048, 1024, 1024});
        assertRefused("[65536, 65536, 65536, 65536]", new int[] {65536, 65536, 65536, 65536});
    }

    @Test
    void refusesSpacingThatIsNoDistance() {
        int[] shape = {3, 5};
        assertRefused("spacing [1.0] does not fit shape [3, 5]", shape, 1);
        assertRefused("0.0 is not", shape, 1, 0);
        assertRefused("-1.0 is not", shape, -1, 1);
        assertRefused("NaN is not", shape, 1, Float.NaN);
        assertRefused("Infinity is not", shape, Float.POSITIVE_INFINITY, 1);
    }

    private static void assertRefused(String part, int[] shape, float... spacing) {
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new DistanceTransform(shape, spacing));
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    private static float[] inPool(int threads, DistanceTransform transform, IntPredicate target)
            throws Exception {
        // A parallel stream runs in the pool of the task that starts it.
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> transform.toNearest(target)).get();
        } finally {
            pool.shutdown();
        }
    }

    private static void assertDistances(int[] shape, float[] spacing, boolean[] targets) {
        float[] distances = new DistanceTransform(shape, spacing).toNearest(v -> targets[v]);
        for (int v = 0; v < targets.length; v++) {
            assertClose(nearest(shape, spacing, v, u -> targets[u]), distances[v], v);
        }
    }

    private static double nearest(int[] shape, float[] spacing, int v, IntPredicate target) {
        return IntStream.range(0, size(shape))
                .filter(target)
                .mapToDouble(u -> distance(shape, spacing, v, u))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double distance(int[] shape, float[] spacing, int v, int u) {
        double sum = 0;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            double steps = v % shape[axis] - u % shape[axis];
            double step = spacing.length == 0 ? 1 : spacing[axis];
            sum += step * step * steps * steps;
            v /= shape[axis];
            u /= shape[axis];
        }
        return Math.sqrt(sum);
    }

    private static void assertClose(double expected, float actual, int voxel) {
        if (Double.isInfinite(expected)) {
            assertEquals(Float.POSITIVE_INFINITY, actual);
        } else {
            assertTrue(
                    Math.abs(expected - actual) <= RELATIVE_ERROR * expected,
                    () -> "voxel " + voxel + ": expected " + expected + " but was " + actual);
        }
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}

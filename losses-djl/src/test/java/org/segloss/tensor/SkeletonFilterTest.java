package org.segloss.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.host.Filter;

/** Soft skeletons of rows on the host, against the definition. */
class SkeletonFilterTest {

    private static final int[][] SPACES = {
        {1}, {2}, {5}, {9}, {1, 9}, {9, 1}, {2, 5}, {5, 9}, {9, 2}, {1, 2, 5}, {2, 1, 9}, {5, 2, 1},
        {2, 5, 9}, {5, 2, 5}, {9, 2, 2}
    };

    private static final int[] ITERATIONS = {0, 1, 3};

    private static final double STEP = 1e-6;

    /** A row to take the skeleton of, with tied values or none. */
    private record Row(SoftSkeleton.Method method, int iterations, Space space, boolean tied) {

        Filter filter() {
            int[] sizes = space.sizes();
            return method == SoftSkeleton.Method.OPENINGS
                    ? new OpeningsFilter(iterations, sizes)
                    : new ContoursFilter(iterations, sizes);
        }

        float[] numbers(int seed) {
            Random random = new Random(seed);
            float[] x = new float[space.voxels()];
            for (int i = 0; i < x.length; i++) {
                x[i] = tied ? random.nextInt(5) / 4f : random.nextFloat();
            }
            return x;
        }

        Linear[] naive(double... x) {
            Linear[] mask = new Linear[x.length];
            Arrays.setAll(mask, i -> Linear.variable(i, x));
            return method == SoftSkeleton.Method.OPENINGS ? openings(mask) : contours(mask);
        }

        private Linear[] openings(Linear... x) {
            Linear[] skeleton = new Linear[x.length];
            Arrays.setAll(skeleton, i -> Linear.zero(x.length));
            Linear[] mask = x;
            for (int i = 0; i <= iterations; i++) {
                Linear[] rest = space.erode(mask);
                Linear[] opened = space.most(rest);
                for (int v = 0; v < x.length; v++) {
                    Linear found = mask[v].minus(opened[v]).relu();
                    skeleton[v] = skeleton[v].plus(found.minus(skeleton[v].times(found)));
                }
                mask = rest;
            }
            return skeleton;
        }

        private Linear[] contours(Linear... x) {
            Linear[] mask = x;
            for (int i = 0; i < iterations; i++) {
                Linear[] eroded = negative(space.most(negative(mask)));
                Linear[] opened = space.most(eroded);
                Linear[] rest = new Linear[x.length];
                for (int v = 0; v < x.length; v++) {
                    rest[v] = mask[v].minus(opened[v].minus(eroded[v]).relu()).relu();
                }
                mask = rest;
            }
            return mask;
        }

        @Override
        public String toString() {
            return method + " " + iterations + " " + space + (tied ? " tied" : "");
        }
    }

    /** The sizes of a row's axes. */
    private record Space(List<Integer> axes) {

        int[] sizes() {
            return axes.stream().mapToInt(size -> size).toArray();
        }

        int voxels() {
            return Lines.product(sizes());
        }

        /** The least of each voxel and its neighbours across a face, of equal axes the first. */
        Linear[] erode(Linear... x) {
            Linear[] inverse = negative(x);
            Linear[] largest = most(inverse, 0, 1);
            for (int axis = 1; axis < axes.size(); axis++) {
                Linear[] other = most(inverse, axis, axis + 1);
                for (int v = 0; v < x.length; v++) {
                    largest[v] = largest[v].value >= other[v].value ? largest[v] : other[v];
                }
            }
            return negative(largest);
        }

        Linear[] most(Linear... x) {
            return most(x, 0, axes.size());
        }

        /** The first of the largest in windows of three along some axes. */
        private Linear[] most(Linear[] x, int from, int to) {
            Linear[] most = new Linear[x.length];
            for (int v = 0; v < x.length; v++) {
                for (int w = 0; w < x.length; w++) {
                    boolean larger = most[v] == null || x[w].value > most[v].value;
                    most[v] = near(v, w, from, to) && larger ? x[w] : most[v];
                }
            }
            return most;
        }

        private boolean near(int v, int w, int from, int to) {
            boolean near = true;
            int restOfV = v;
            int restOfW = w;
            for (int axis = axes.size() - 1; axis >= 0; axis--) {
                int size = axes.get(axis);
                int apart = Math.abs(restOfV % size - restOfW % size);
                near &= apart <= (axis >= from && axis < to ? 1 : 0);
                restOfV /= size;
                restOfW /= size;
            }
            return near;
        }

        @Override
        public String toString() {
            return axes.toString();
        }
    }

    /** A value and its slopes in all numbers of the row. */
    private static final class Linear {

        final double value;
        final double[] slopes;

        private Linear(double value, double... slopes) {
            this.value = value;
            this.slopes = slopes;
        }

        static Linear zero(int variables) {
            return new Linear(0, new double[variables]);
        }

        static Linear variable(int i, double... x) {
            double[] slopes = new double[x.length];
            slopes[i] = 1;
            return new Linear(x[i], slopes);
        }

        private Linear combine(double value, double own, Linear other, double others) {
            double[] both = new double[slopes.length];
            Arrays.setAll(both, i -> own * slopes[i] + others * other.slopes[i]);
            return new Linear(value, both);
        }

        Linear plus(Linear other) {
            return combine(value + other.value, 1, other, 1);
        }

        Linear minus(Linear other) {
            return combine(value - other.value, 1, other, -1);
        }

        Linear times(Linear other) {
            return combine(value * other.value, other.value, other, value);
        }

        Linear relu() {
            return value > 0 ? this : zero(slopes.length);
        }
    }

    private static Linear[] negative(Linear... x) {
        return Arrays.stream(x)
                .map(number -> Linear.zero(x.length).minus(number))
                .toArray(Linear[]::new);
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (SoftSkeleton.Method method : SoftSkeleton.Method.values()) {
            for (int[] sizes : SPACES) {
                Space space = new Space(Arrays.stream(sizes).boxed().toList());
                for (int iterations : ITERATIONS) {
                    rows.add(new Row(method, iterations, space, false));
                    rows.add(new Row(method, iterations, space, true));
                }
            }
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void valuesAndSlopesAreThoseOfTheDefinition(Row row) {
        float[] x = row.numbers(1);
        float[] weights = weights(x.length);
        float[] y = new float[x.length];
        row.filter().forward(0, x, y);
        double[] slopes = new double[x.length];
        Linear[] naive = row.naive(exact(x));
        for (int v = 0; v < x.length; v++) {
            assertEquals(naive[v].value, y[v], 1e-6, "value of " + v);
            for (int i = 0; i < x.length; i++) {
                slopes[i] += weights[v] * naive[v].slopes[i];
            }
        }
        assertSlopes(slopes, slopes(row, x, weights));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void slopesAreThoseOfDifferences(Row row) {
        // Where values are tied there are slopes on either side.
        float[] x = new Row(row.method, row.iterations, row.space, false).numbers(2);
        float[] weights = weights(x.length);
        double[] slopes = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] moved = exact(x);
            moved[i] += STEP;
            double above = weighted(row.naive(moved), weights);
            moved[i] -= 2 * STEP;
            slopes[i] = (above - weighted(row.naive(moved), weights)) / (2 * STEP);
        }
        assertSlopes(slopes, slopes(row, x, weights));
    }

    private static double weighted(Linear[] map, float... weights) {
        double sum = 0;
        for (int v = 0; v < map.length; v++) {
            sum += weights[v] * map[v].value;
        }
        return sum;
    }

    /** The slopes, as they are added to those that are there. */
    private static float[] slopes(Row row, float[] x, float... weights) {
        float[] dx = new float[x.length];
        Arrays.fill(dx, 1);
        row.filter().backward(0, x, weights.clone(), dx);
        return dx;
    }

    private static void assertSlopes(double[] expected, float... slopes) {
        for (int i = 0; i < slopes.length; i++) {
            assertEquals(expected[i] + 1, slopes[i], 1e-5, "slope in " + i);
        }
    }

    private static float[] weights(int length) {
        Random random = new Random(3);
        float[] weights = new float[length];
        for (int i = 0; i < length; i++) {
            weights[i] = random.nextFloat() * 2 - 1;
        }
        return weights;
    }

    private static double[] exact(float... x) {
        double[] exact = new double[x.length];
        Arrays.setAll(exact, i -> x[i]);
        return exact;
    }
}

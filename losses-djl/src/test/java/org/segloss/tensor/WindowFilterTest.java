package org.segloss.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.host.Filter;

/**
 * Windows on the host against their definition. All of these filters are linear: what the way back
 * does is right if it is the transpose, the same sum of products from either side.
 */
class WindowFilterTest {

    private static final int[][] SPACES = {
        {1}, {2}, {7}, {1040}, {1, 9}, {9, 1}, {5, 6}, {33, 70}, {2, 3, 4}, {6, 5, 7}, {4, 1, 9}
    };

    private static final double ERROR = 1e-5;

    /** A filter, and what it is to make of a row. */
    private static final class Case {

        private final String name;
        private final int[] space;
        private final Filter filter;
        private final Definition definition;

        private Case(String name, int[] space, Filter filter, Definition definition) {
            this.name = name;
            this.space = space;
            this.filter = filter;
            this.definition = definition;
        }

        @Override
        public String toString() {
            return name + " of " + Arrays.toString(space);
        }
    }

    private interface Definition {
        double[] of(double[] x);
    }

    private static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Random random = new Random(1);
        for (int[] space : SPACES) {
            for (int axis = 0; axis < space.length; axis++) {
                for (int by = -3; by <= 3; by++) {
                    cases.add(shift(axis, by, space));
                }
                cases.add(convolution(sides(axis, 3, space), true, random, space));
                cases.add(convolution(sides(axis, 11, space), true, random, space));
                int inside = Math.min(4, space[axis]);
                cases.add(convolution(sides(axis, inside, space), false, random, space));
            }
            int[] box = Arrays.stream(space).map(size -> 5).toArray();
            cases.add(convolution(box, true, random, space));
            int[] inside = Arrays.stream(space).map(size -> Math.min(size, 6)).toArray();
            cases.add(convolution(inside, false, random, space));
            cases.add(halving(space));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thereAsDefinedAndBackTheTranspose(Case test) {
        Random random = new Random(2);
        float[] x = numbers(random, Lines.product(test.space));
        double[] expected = test.definition.of(doubles(x));
        assertEquals(expected.length, test.filter.voxels());
        float[] y = new float[expected.length];
        test.filter.forward(0, x, y);
        assertArrayEquals(expected, doubles(y), ERROR);

        float[] dy = numbers(random, y.length);
        double there = product(dy, y);
        float[] dx = new float[x.length];
        Arrays.fill(dx, 1);
        test.filter.backward(0, x, dy, dx);
        for (int i = 0; i < dx.length; i++) {
            // Slopes are added to what is there.
            dx[i] -= 1;
        }
        assertEquals(there, product(dx, x), ERROR * (1 + Math.sqrt(x.length)));
    }

    private static Case shift(int axis, int by, int... space) {
        return new Case(
                "shift along " + axis + " by " + by,
                space,
                new Shift(Lines.along(axis, space), by),
                x -> {
                    double[] y = new double[x.length];
                    for (int i = 0; i < y.length; i++) {
                        int[] place = place(i, space);
                        place[axis] = Math.min(Math.max(place[axis] + by, 0), space[axis] - 1);
                        y[i] = x[at(place, space)];
                    }
                    return y;
                });
    }

    private static Case halving(int... space) {
        Halving filter = new Halving(space);
        int[] halved = filter.space();
        return new Case(
                "halving",
                space,
                filter,
                x -> {
                    double[] y = new double[Lines.product(halved)];
                    int[] pair = Arrays.stream(space).map(size -> Math.min(size, 2)).toArray();
                    int corners = Lines.product(pair);
                    for (int i = 0; i < y.length; i++) {
                        for (int k = 0; k < corners; k++) {
                            int[] place = place(i, halved);
                            int[] corner = place(k, pair);
                            for (int axis = 0; axis < space.length; axis++) {
                                place[axis] = pair[axis] * place[axis] + corner[axis];
                            }
                            y[i] += x[at(place, space)] / corners;
                        }
                    }
                    return y;
                });
    }

    /** Some of the weights are zeros, some lines of them alike. */
    private static Case convolution(int[] sides, boolean padded, Random random, int... space) {
        float[] weights = new float[Lines.product(sides)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(5) == 0 ? 0 : (1 + random.nextInt(3)) / 4f;
        }
        Convolution filter =
                new Convolution(List.of(new WindowWeights(sides, weights)), padded, space);
        int[] result = filter.space();
        return new Case(
                "window " + Arrays.toString(sides) + (padded ? " padded" : ""),
                space,
                filter,
                x -> {
                    double[] y = new double[Lines.product(result)];
                    for (int i = 0; i < y.length; i++) {
                        for (int k = 0; k < weights.length; k++) {
                            int[] place = place(i, result);
                            int[] offset = place(k, sides);
                            boolean inside = true;
                            for (int axis = 0; axis < space.length; axis++) {
                                place[axis] += offset[axis] - (padded ? sides[axis] / 2 : 0);
                                inside &= place[axis] >= 0 && place[axis] < space[axis];
                            }
                            y[i] += inside ? weights[k] * x[at(place, space)] : 0;
                        }
                    }
                    return y;
                });
    }

    private static int[] sides(int along, int length, int... space) {
        int[] sides = new int[space.length];
        Arrays.fill(sides, 1);
        sides[along] = length;
        return sides;
    }

    private static int[] place(int i, int... space) {
        int[] place = new int[space.length];
        int rest = i;
        for (int axis = space.length - 1; axis >= 0; axis--) {
            place[axis] = rest % space[axis];
            rest /= space[axis];
        }
        return place;
    }

    private static int at(int[] place, int... space) {
        int at = 0;
        for (int axis = 0; axis < space.length; axis++) {
            at = at * space[axis] + place[axis];
        }
        return at;
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static double[] doubles(float... numbers) {
        double[] doubles = new double[numbers.length];
        Arrays.setAll(doubles, i -> numbers[i]);
        return doubles;
    }

    private static double product(float[] a, float... b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}

package org.segloss.host;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** The functions that numbers have, with their slopes. */
final class Arithmetic {

    /** The slope of an operation in one of its operands. */
    private interface Slope {
        double of(double a, double b);
    }

    private Arithmetic() {}

    static Numbers add(Numbers a, Numbers b) {
        return both(a, b, true, Double::sum, (x, y) -> 1, (x, y) -> 1);
    }

    static Numbers sub(Numbers a, Numbers b) {
        return both(a, b, true, (x, y) -> x - y, (x, y) -> 1, (x, y) -> -1);
    }

    static Numbers mul(Numbers a, Numbers b) {
        boolean linear = a.constant() || b.constant();
        return both(a, b, linear, (x, y) -> x * y, (x, y) -> y, (x, y) -> x);
    }

    static Numbers div(Numbers a, Numbers b) {
        return both(a, b, b.constant(), (x, y) -> x / y, (x, y) -> 1 / y, (x, y) -> -x / (y * y));
    }

    static Numbers pow(Numbers a, double k) {
        return each(a, false, x -> Math.pow(x, k), x -> k * Math.pow(x, k - 1));
    }

    static Numbers square(Numbers a) {
        return each(a, false, x -> x * x, x -> 2 * x);
    }

    static Numbers sqrt(Numbers a) {
        return each(a, false, Math::sqrt, x -> 0.5 / Math.sqrt(x));
    }

    static Numbers exp(Numbers a) {
        return each(a, false, Math::exp, Math::exp);
    }

    static Numbers log(Numbers a) {
        return each(a, false, Math::log, x -> 1 / x);
    }

    static Numbers abs(Numbers a) {
        return each(a, false, Math::abs, Math::signum);
    }

    static Numbers sign(Numbers a) {
        return each(a, true, Math::signum, x -> 0);
    }

    /** The largest of all; it has no slope. */
    static Numbers max(Numbers a) {
        return new Numbers(
                new Shape(),
                true,
                result -> result.values[0] = Arrays.stream(a.values).max().orElseThrow(),
                result -> {},
                a);
    }

    static Numbers relu(Numbers a) {
        return each(a, false, x -> Math.max(x, 0), x -> x > 0 ? 1 : 0);
    }

    static Numbers clip(Numbers a, double low, double high) {
        return each(
                a,
                false,
                x -> Math.min(Math.max(x, low), high),
                x -> x >= low && x <= high ? 1 : 0);
    }

    static Numbers stop(Numbers a) {
        return each(a, true, x -> x, x -> 0);
    }

    static Numbers reshape(Numbers a, Shape to) {
        return gathered(a, to, i -> i);
    }

    /** Some columns of a matrix. */
    static Numbers columns(Numbers a, int first, int count) {
        int all = (int) a.shape.get(1);
        Shape to = new Shape(a.shape.get(0), count);
        return gathered(a, to, i -> i / count * all + first + i % count);
    }

    /** The sum over some axes; those that it has not are passed over. */
    static Numbers sum(Numbers a, boolean keepAxes, int... axes) {
        long[] kept = a.shape.getShape().clone();
        IntStream.of(axes).filter(axis -> axis < kept.length).forEach(axis -> kept[axis] = 1);
        Shape wide = new Shape(kept);
        int[] to = positions(a.shape, wide);
        Shape narrow =
                new Shape(
                        IntStream.range(0, kept.length)
                                .filter(axis -> IntStream.of(axes).noneMatch(k -> k == axis))
                                .mapToLong(axis -> kept[axis])
                                .toArray());
        return new Numbers(
                keepAxes ? wide : narrow,
                true,
                result -> {
                    for (int i = 0; i < a.values.length; i++) {
                        result.values[to[i]] += a.values[i];
                    }
                },
                result -> {
                    for (int i = 0; i < a.values.length; i++) {
                        a.slopes[i] += result.slopes[to[i]];
                    }
                },
                a);
    }

    private static Numbers each(
            Numbers a, boolean linear, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
        return new Numbers(
                a.shape,
                linear,
                result -> Arrays.setAll(result.values, i -> f.applyAsDouble(a.values[i])),
                result -> {
                    for (int i = 0; i < a.values.length; i++) {
                        a.slopes[i] += result.slopes[i] * slope.applyAsDouble(a.values[i]);
                    }
                },
                a);
    }

    private static Numbers both(
            Numbers a,
            Numbers b,
            boolean linear,
            DoubleBinaryOperator f,
            Slope first,
            Slope second) {
        Shape common = broadcast(a.shape, b.shape);
        int[] here = positions(common, a.shape);
        int[] there = positions(common, b.shape);
        return new Numbers(
                common,
                linear,
                result -> {
                    for (int i = 0; i < here.length; i++) {
                        result.values[i] = f.applyAsDouble(a.values[here[i]], b.values[there[i]]);
                    }
                },
                result -> {
                    for (int i = 0; i < here.length; i++) {
                        int j = here[i];
                        int k = there[i];
                        a.slopes[j] += result.slopes[i] * first.of(a.values[j], b.values[k]);
                        b.slopes[k] += result.slopes[i] * second.of(a.values[j], b.values[k]);
                    }
                },
                a,
                b);
    }

    /** The result takes its numbers from places of an array, several of which may be one. */
    private static Numbers gathered(Numbers a, Shape to, IntUnaryOperator from) {
        return new Numbers(
                to,
                true,
                result -> Arrays.setAll(result.values, i -> a.values[from.applyAsInt(i)]),
                result -> {
                    for (int i = 0; i < result.values.length; i++) {
                        a.slopes[from.applyAsInt(i)] += result.slopes[i];
                    }
                },
                a);
    }

    private static Shape broadcast(Shape a, Shape b) {
        int axes = Math.max(a.dimension(), b.dimension());
        long[] common = new long[axes];
        for (int axis = 1; axis <= axes; axis++) {
            common[axes - axis] = Math.max(size(a, axis), size(b, axis));
        }
        return new Shape(common);
    }

    /** The length of an axis counted from the last, which is 1. */
    static long size(Shape shape, int fromLast) {
        return fromLast > shape.dimension() ? 1 : shape.get(shape.dimension() - fromLast);
    }

    /** Where a broadcast array has what stands at each place of the result. */
    private static int[] positions(Shape common, Shape own) {
        int[] positions = new int[(int) common.size()];
        for (int axis = 1, inner = 1, stride = 1; axis <= common.dimension(); axis++) {
            int size = (int) size(common, axis);
            int step = size(own, axis) == 1 ? 0 : stride;
            for (int i = 0; i < positions.length; i++) {
                positions[i] += i / inner % size * step;
            }
            inner *= size;
            stride *= (int) size(own, axis);
        }
        return positions;
    }
}

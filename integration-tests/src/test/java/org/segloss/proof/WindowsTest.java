package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.tensor.EngineMemory;
import org.segloss.tensor.ExternalGradient;
import org.segloss.tensor.Windows;

/** Windows and external gradients on every engine, against plain Java and central differences. */
class WindowsTest {

    private static final double STEP = 1e-6;

    @TestFactory
    Stream<DynamicTest> maximum() {
        return everywhere(
                (manager, shape) -> {
                    int[] radius = radius(shape);
                    double[] x = numbers(shape);
                    double[] expected =
                            slide(x, shape, radius, Double.NEGATIVE_INFINITY, Math::max);
                    check(manager, shape, x, a -> Windows.max(a, radius), expected);
                });
    }

    @TestFactory
    Stream<DynamicTest> minimum() {
        return everywhere(
                (manager, shape) -> {
                    int[] radius = radius(shape);
                    double[] x = numbers(shape);
                    double[] expected =
                            slide(x, shape, radius, Double.POSITIVE_INFINITY, Math::min);
                    check(manager, shape, x, a -> Windows.min(a, radius), expected);
                });
    }

    @TestFactory
    Stream<DynamicTest> sum() {
        return everywhere(
                (manager, shape) -> {
                    int[] radius = radius(shape);
                    double[] x = numbers(shape);
                    long[] lengths = IntStream.of(radius).mapToLong(r -> 2L * r + 1).toArray();
                    double[] ones = new double[(int) new Shape(lengths).size()];
                    Arrays.fill(ones, 1);
                    NDArray kernel = EngineMemory.create(manager, ones, new Shape(lengths));
                    double[] expected = slide(x, shape, radius, 0, Double::sum);
                    check(manager, shape, x, a -> Windows.convolve(a, kernel, true), expected);
                });
    }

    @TestFactory
    Stream<DynamicTest> theKernelIsNotMirroredAndNeedNotReachOut() {
        return Backend.present().stream()
                .map(
                        backend ->
                                dynamicTest(
                                        backend.toString(),
                                        () -> {
                                            try (NDManager manager = backend.newManager()) {
                                                NDArray x =
                                                        EngineMemory.create(
                                                                manager,
                                                                new double[] {1, 10, 100, 1000},
                                                                new Shape(1, 1, 4));
                                                NDArray kernel =
                                                        manager.create(new double[] {1, 2, 3});
                                                assertArrayEquals(
                                                        new double[] {321, 3210},
                                                        Windows.convolve(x, kernel, false)
                                                                .toDoubleArray());
                                            }
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> externalGradient() {
        return everywhere(
                (manager, shape) -> {
                    NDArray x =
                            EngineMemory.create(manager, numbers(shape), shape).reshape(2, 3, -1);
                    NDArray given =
                            EngineMemory.create(manager, numbers(shape), shape).reshape(2, 3, -1);
                    NDArray value =
                            EngineMemory.create(
                                    manager, new double[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));
                    x.setRequiresGradient(true);
                    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                        NDArray result = ExternalGradient.of(x, given, value);
                        assertArrayEquals(value.toDoubleArray(), result.toDoubleArray());
                        collector.backward(result.sum());
                    }
                    assertArrayEquals(given.toDoubleArray(), x.getGradient().toDoubleArray());
                });
    }

    /** Every window along an axis, in its order, so that a voxel in the wrong place shows. */
    @TestFactory
    Stream<DynamicTest> neighbours() {
        return everywhere(
                (manager, shape) -> {
                    double[] x = numbers(shape);
                    for (int axis = 2; axis < shape.dimension(); axis++) {
                        check(manager, shape, x, mixed(axis), mixed(x, shape, axis));
                    }
                });
    }

    /** The windows of two voxels to either side, each place with another weight. */
    private static UnaryOperator<NDArray> mixed(int axis) {
        return x -> {
            List<NDArray> places = Windows.neighbours(x, axis, 2);
            return IntStream.range(0, 5)
                    .mapToObj(k -> places.get(k).mul(k + 1))
                    .reduce(NDArray::add)
                    .orElseThrow();
        };
    }

    private static double[] mixed(double[] x, Shape shape, int axis) {
        int size = (int) shape.get(axis);
        int stride = (int) shape.slice(axis + 1).size();
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int place = i / stride % size;
            for (int k = 0; k < 5; k++) {
                int from = Math.max(0, Math.min(size - 1, place + k - 2));
                result[i] += (k + 1) * x[i + (from - place) * stride];
            }
        }
        return result;
    }

    private interface Check {
        void of(NDManager manager, Shape shape);
    }

    private static Stream<DynamicTest> everywhere(Check check) {
        return Backend.present().stream()
                .flatMap(
                        backend ->
                                Stream.of(
                                                new Shape(2, 3, 7),
                                                new Shape(2, 3, 5, 4),
                                                new Shape(2, 3, 3, 4, 5))
                                        .map(
                                                shape ->
                                                        dynamicTest(
                                                                backend + " " + shape,
                                                                () -> run(backend, check, shape))));
    }

    private static void run(Backend backend, Check check, Shape shape) {
        try (NDManager manager = backend.newManager()) {
            check.of(manager, shape);
        }
    }

    /** Another reach along every axis. */
    private static int[] radius(Shape shape) {
        return IntStream.range(0, shape.dimension() - 2).map(axis -> (axis + 1) % 3).toArray();
    }

    private static double[] numbers(Shape shape) {
        return new Random(shape.size()).doubles(shape.size(), -3, 3).toArray();
    }

    /** Combines the values of each window that lie inside the image. */
    private static double[] slide(
            double[] x, Shape shape, int[] radius, double start, DoubleBinaryOperator combine) {
        long[] axes = shape.slice(2).getShape();
        int voxels = (int) LongStream.of(axes).reduce(1, (a, b) -> a * b);
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = start;
            for (int j = i / voxels * voxels; j < (i / voxels + 1) * voxels; j++) {
                if (within(i % voxels, j % voxels, axes, radius)) {
                    result[i] = combine.applyAsDouble(result[i], x[j]);
                }
            }
        }
        return result;
    }

    private static boolean within(int v, int w, long[] axes, int[] radius) {
        int restV = v;
        int restW = w;
        for (int axis = axes.length - 1; axis >= 0; axis--) {
            int size = (int) axes[axis];
            if (Math.abs(restV % size - restW % size) > radius[axis]) {
                return false;
            }
            restV /= size;
            restW /= size;
        }
        return true;
    }

    private static void check(
            NDManager manager,
            Shape shape,
            double[] x,
            UnaryOperator<NDArray> windows,
            double[] expected) {
        // Different weights, or a gradient that went to the wrong voxel would not show.
        NDArray weights =
                manager.arange(1f, 1f + shape.size())
                        .reshape(shape)
                        .toType(DataType.FLOAT64, false);
        NDArray array = EngineMemory.create(manager, x, shape);
        array.setRequiresGradient(true);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray result = windows.apply(array);
            assertEquals(shape, result.getShape());
            assertArrayEquals(expected, result.toDoubleArray(), 1e-12);
            collector.backward(result.mul(weights).sum());
        }
        double[] gradient = array.getGradient().toDoubleArray();
        for (int i = 0; i < x.length; i++) {
            double difference =
                    (value(manager, shape, moved(x, i, STEP), windows, weights)
                                    - value(manager, shape, moved(x, i, -STEP), windows, weights))
                            / (2 * STEP);
            assertEquals(difference, gradient[i], 1e-4, "gradient " + i);
        }
    }

    private static double value(
            NDManager manager,
            Shape shape,
            double[] x,
            UnaryOperator<NDArray> windows,
            NDArray weights) {
        return windows.apply(EngineMemory.create(manager, x, shape)).mul(weights).sum().getDouble();
    }

    private static double[] moved(double[] x, int i, double step) {
        double[] moved = x.clone();
        moved[i] += step;
        return moved;
    }
}

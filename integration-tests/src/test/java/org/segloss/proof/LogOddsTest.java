package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.input.Activation;
import org.segloss.input.LossInput;

/** Every class against the others under softmax, beside the same in plain Java. */
class LogOddsTest {

    private static final int VOXELS = 40;

    @TestFactory
    Stream<DynamicTest> valueAndGradientAreExact() {
        return Backend.present().stream()
                .flatMap(
                        backend ->
                                IntStream.rangeClosed(2, 4)
                                        .boxed()
                                        .flatMap(
                                                classes ->
                                                        Stream.of(3, 100)
                                                                .map(
                                                                        size ->
                                                                                test(
                                                                                        backend,
                                                                                        classes,
                                                                                        size))));
    }

    private static DynamicTest test(Backend backend, int classes, int size) {
        return dynamicTest(
                backend + ", " + classes + " classes, logits up to " + size,
                () -> check(backend, classes, size));
    }

    private static void check(Backend backend, int classes, int size) {
        // Whole numbers, so that classes tie and single precision holds them.
        double[] x =
                new Random(classes).ints((long) classes * VOXELS, -1, 2).asDoubleStream().toArray();
        for (int i = 0; i < x.length; i++) {
            x[i] *= size;
        }
        double[] weights = new Random(size).doubles(x.length).toArray();
        try (NDManager manager = backend.newManager()) {
            Shape shape = new Shape(1, classes, VOXELS);
            NDArray logits = Sample.array(manager, x, shape, DataType.FLOAT32);
            NDArray weight = Sample.array(manager, weights, shape, DataType.FLOAT32);
            NDList labels = new NDList(manager.zeros(new Shape(1, VOXELS), DataType.INT32));
            logits.setRequiresGradient(true);
            try (GradientCollector collector =
                    Engine.getEngine(backend.engine()).newGradientCollector()) {
                NDArray odds = new LossInput(labels, logits, Activation.SOFTMAX, null).logOdds();
                collector.backward(odds.mul(weight).sum());
                Evaluation expected = expected(x, weights, classes);
                double[] gradient = Evaluation.doubles(logits.getGradient());
                assertArrayEquals(expected.value(), Evaluation.doubles(odds), 1e-6 * size);
                assertArrayEquals(expected.gradient(), gradient, 1e-6);
            }
        }
    }

    private static Evaluation expected(double[] x, double[] weights, int classes) {
        double[] odds = new double[x.length];
        double[] gradient = weights.clone();
        for (int i = 0; i < x.length; i++) {
            int own = i;
            int[] others =
                    IntStream.range(0, classes)
                            .map(c -> c * VOXELS + own % VOXELS)
                            .filter(j -> j != own)
                            .toArray();
            double largest = IntStream.of(others).mapToDouble(j -> x[j]).max().orElseThrow();
            double sum = IntStream.of(others).mapToDouble(j -> Math.exp(x[j] - largest)).sum();
            odds[i] = x[i] - largest - Math.log(sum);
            for (int j : others) {
                gradient[j] -= weights[i] * Math.exp(x[j] - largest) / sum;
            }
        }
        return new Evaluation(odds, gradient);
    }
}

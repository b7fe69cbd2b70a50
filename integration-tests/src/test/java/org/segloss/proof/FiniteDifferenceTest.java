package org.segloss.proof;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/**
 * Every gradient against central differences of the value, in double precision, on every engine and
 * device. The points are ordinary: no ties, nothing saturated.
 */
class FiniteDifferenceTest {

    private static final double STEP = 1e-5;

    @TestFactory
    Stream<DynamicTest> everyOption() {
        Shape shape = new Shape(2, 3, 3, 2);
        return EveryLoss.checks(
                (backend, loss) ->
                        Variant.all(loss, 3, 2)
                                .map(v -> differentiate(backend, v, shape, LabelKind.INDEX)));
    }

    @TestFactory
    Stream<DynamicTest> everyKindOfLabels() {
        return EveryLoss.checks(
                (backend, loss) ->
                        Variant.kinds(loss)
                                .filter(kind -> kind == LabelKind.SOFT || !kind.exclusive())
                                .map(
                                        kind -> {
                                            int channels = kind == LabelKind.ONE_CHANNEL ? 1 : 3;
                                            return differentiate(
                                                    backend,
                                                    Variant.plain(loss, kind),
                                                    new Shape(2, channels, 7),
                                                    kind);
                                        }));
    }

    private static DynamicTest differentiate(
            Backend backend, Variant given, Shape shape, LabelKind kind) {
        Variant variant = whole(given);
        Sample sample = Sample.of(shape, kind, variant);
        return dynamicTest(
                backend + " " + variant + " on " + sample, () -> check(backend, variant, sample));
    }

    /** A gradient that leaves out a factor on purpose is differentiated with it. */
    private static Variant whole(Variant variant) {
        String name = variant.spec().name();
        if (!name.equals("structural-similarity")) {
            return variant;
        }
        Map<String, Object> options = new HashMap<>(variant.spec().options());
        options.put("detachWeight", false);
        return new Variant(new LossSpec(name, options), variant.labelArrays());
    }

    private static void check(Backend backend, Variant variant, Sample sample) {
        SegmentationLoss loss = Losses.create(variant.spec());
        try (NDManager manager = backend.newManager()) {
            NDList labels = sample.labels(manager);
            NDArray prediction = sample.prediction(manager, DataType.FLOAT64);
            Evaluation actual = Evaluation.of(loss, labels, prediction);
            double[] point = sample.predictions();
            double[] differences = new double[point.length];
            for (int i = 0; i < point.length; i++) {
                double up = value(loss, labels, moved(point, i, STEP), sample, manager);
                double down = value(loss, labels, moved(point, i, -STEP), sample, manager);
                differences[i] = (up - down) / (2 * STEP);
            }
            Budget.FINITE_DIFFERENCE.checkGradient(
                    differences, actual.gradient(), variant.toString());
        }
    }

    private static double[] moved(double[] point, int i, double step) {
        double[] moved = point.clone();
        moved[i] += step;
        return moved;
    }

    private static double value(
            SegmentationLoss loss,
            NDList labels,
            double[] point,
            Sample sample,
            NDManager manager) {
        try (NDArray prediction = Sample.array(manager, point, sample.shape(), DataType.FLOAT64);
                NDArray value = loss.evaluate(labels, new NDList(prediction))) {
            return Arrays.stream(Evaluation.doubles(value)).sum();
        }
    }
}

package org.segloss.proof;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.segloss.SegmentationLoss;
import org.segloss.tensor.SafeMath;

/** What one evaluation gave, on the host. */
final class Evaluation {

    private final double[] value;
    private final double[] gradient;

    Evaluation(double[] value, double[] gradient) {
        this.value = value;
        this.gradient = gradient;
    }

    /** The loss, one number unless the reduction is none. */
    double[] value() {
        return value;
    }

    /** Its derivative with respect to every entry of the prediction. */
    double[] gradient() {
        return gradient;
    }

    /** Evaluates a loss and its gradient in single precision. */
    static Evaluation on(Backend backend, SegmentationLoss loss, Sample sample) {
        return on(backend, loss, sample, DataType.FLOAT32);
    }

    /** The same in a precision. */
    static Evaluation on(
            Backend backend, SegmentationLoss loss, Sample sample, DataType precision) {
        try (NDManager manager = backend.newManager()) {
            return of(loss, sample.labels(manager), sample.prediction(manager, precision));
        }
    }

    /**
     * Evaluates a loss and its gradient; a map is summed up on the way back. The prediction is
     * copied, since the engines differ in what a second way back does to a gradient.
     */
    static Evaluation of(SegmentationLoss loss, NDList labels, NDArray given) {
        return of(loss, labels, given, 1);
    }

    /** The same, the gradient times a number. */
    static Evaluation of(SegmentationLoss loss, NDList labels, NDArray given, double scale) {
        Engine engine = given.getManager().getEngine();
        try (NDArray prediction = given.duplicate();
                GradientCollector collector = engine.newGradientCollector()) {
            prediction.setRequiresGradient(true);
            NDArray result = loss.evaluate(labels, new NDList(prediction));
            try (NDArray sum = result.sum();
                    NDArray scaled = SafeMath.times(sum, scale)) {
                collector.backward(scaled);
            }
            try (NDArray gradient = prediction.getGradient()) {
                return new Evaluation(doubles(result), doubles(gradient));
            } finally {
                result.close();
            }
        }
    }

    static double[] doubles(NDArray array) {
        if (array.getDataType() == DataType.FLOAT64) {
            return array.toDoubleArray();
        }
        float[] values = array.toFloatArray();
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    boolean finite() {
        return Arrays.stream(value).allMatch(Double::isFinite)
                && Arrays.stream(gradient).allMatch(Double::isFinite);
    }
}

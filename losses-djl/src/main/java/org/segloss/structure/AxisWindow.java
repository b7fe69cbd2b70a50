package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.segloss.input.LossInput;

/** The weights of a window along one axis, for means that go axis by axis. */
final class AxisWindow {

    private AxisWindow() {}

    /** Weights that are all the same. */
    static double[] uniform(int length) {
        double[] weights = new double[length];
        Arrays.fill(weights, 1.0 / length);
        return weights;
    }

    /** The weights of a bell curve around the middle of the window, which add up to 1. */
    static double[] gaussian(int length, double sigma) {
        double[] weights = new double[length];
        Arrays.setAll(weights, i -> Math.exp(-Math.pow((i - (length - 1) / 2.0) / sigma, 2) / 2));
        double sum = DoubleStream.of(weights).sum();
        return DoubleStream.of(weights).map(w -> w / sum).toArray();
    }

    /** A kernel with a length of 1 along all axes but one, the first of S being 0. */
    static NDArray along(int axis, double[] weights, LossInput in) {
        long[] shape = new long[in.targets().spatialShape().length];
        Arrays.fill(shape, 1);
        shape[axis] = weights.length;
        return in.constant(weights, shape);
    }
}

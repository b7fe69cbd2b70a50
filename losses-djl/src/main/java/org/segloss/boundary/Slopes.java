package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;
import org.segloss.tensor.Windows;

/** How steep maps are, and how bent their contours. */
final class Slopes {

    private final LossInput in;
    private final NDArray p;
    private final double epsilon;
    private final float[] steps;

    /**
     * Takes maps as they are.
     *
     * @param in the input that they come from
     * @param p the maps {@code [N, C, *S]}
     * @param epsilon what is added to squares under a root, where its slope would be infinite, and
     *     to denominators
     * @param steps distance of neighbouring voxels along each axis
     */
    Slopes(LossInput in, NDArray p, double epsilon, float... steps) {
        this.in = in;
        this.p = p;
        this.epsilon = epsilon;
        this.steps = steps.clone();
    }

    /** What is added to denominators. */
    double epsilon() {
        return epsilon;
    }

    /** The steepness by differences of two neighbours along each axis. */
    NDArray steepness(int from, int to) {
        return root(squares(along(axis -> slope(p, axis, from, to))));
    }

    /** The steepness by Sobel's filter: a difference along one axis, smoothed along the others. */
    NDArray sobel() {
        long[] shape = LongStream.generate(() -> 3).limit(steps.length).toArray();
        return root(
                squares(
                        along(
                                axis -> {
                                    NDArray kernel = in.constant(sobelKernel(axis), shape);
                                    return Windows.convolve(p, kernel, true);
                                })));
    }

    private double[] sobelKernel(int along) {
        double[] kernel = new double[(int) Math.pow(3, steps.length)];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = 1.0 / steps[along];
            int rest = i;
            for (int axis = steps.length - 1; axis >= 0; axis--) {
                int at = rest % 3 - 1;
                kernel[i] *= axis == along ? at : 2 - Math.abs(at);
                rest /= 3;
            }
        }
        return kernel;
    }

    /** How far the smallest value around a voxel is below the largest such value around it. */
    NDArray rise() {
        int[] radius = new int[steps.length];
        Arrays.fill(radius, 1);
        NDArray least = Windows.min(p, radius);
        return SafeMath.relu(Windows.max(least, radius).sub(least));
    }

    /** The steepness by central differences, times a and b times the squared curvature. */
    NDArray elastica(double a, double b) {
        List<NDArray> slopes = along(axis -> slope(p, axis, -1, 1));
        NDArray squares = squares(slopes);
        NDArray curvature = bend(slopes).div(SafeMath.pow(squares, 1.5).add(epsilon));
        return SafeMath.times(curvature.square(), b).add(a).mul(root(squares));
    }

    /** The curvature times the third power of the steepness. */
    private NDArray bend(List<NDArray> slopes) {
        List<NDArray> seconds = along(this::secondDifference);
        NDArray bend = SafeMath.times(sum(seconds), epsilon);
        for (int i = 0; i < steps.length; i++) {
            NDArray slope = slopes.get(i);
            for (int j = i + 1; j < steps.length; j++) {
                NDArray other = slopes.get(j);
                NDArray mixed = slope(slope, j, -1, 1);
                // 2 times 2, for the authors' mixed difference is not halved.
                bend =
                        bend.add(slope.square().mul(seconds.get(j)))
                                .add(other.square().mul(seconds.get(i)))
                                .sub(SafeMath.times(slope.mul(other).mul(mixed), 4));
            }
        }
        return bend;
    }

    /** From one neighbour along an axis to another; the border is repeated. */
    private NDArray slope(NDArray map, int axis, int from, int to) {
        List<NDArray> line = Windows.neighbours(map, axis + 2, to);
        return SafeMath.times(
                line.get(to + to).sub(line.get(to + from)), 1.0 / (to - from) / steps[axis]);
    }

    private NDArray secondDifference(int axis) {
        List<NDArray> line = Windows.neighbours(p, axis + 2, 1);
        NDArray difference = line.get(0).add(line.get(2)).sub(p).sub(p);
        return SafeMath.times(difference, 1.0 / steps[axis] / steps[axis]);
    }

    private List<NDArray> along(IntFunction<NDArray> axis) {
        return IntStream.range(0, steps.length).mapToObj(axis).toList();
    }

    private static NDArray squares(List<NDArray> slopes) {
        return sum(slopes.stream().map(NDArray::square).toList());
    }

    private static NDArray sum(List<NDArray> maps) {
        return maps.stream().reduce(NDArray::add).orElseThrow();
    }

    private NDArray root(NDArray squares) {
        return squares.add(epsilon).sqrt();
    }
}

package org.segloss.geometry;

import java.util.Arrays;

/**
 * A filter that acts along each axis of a map in turn. What lies outside the map counts as 0.
 *
 * <p>Objects are immutable.
 */
public final class SeparableFilter {

    /** What is further away than so many standard deviations weighs nothing. */
    private static final double REACH = 4;

    private final Line line;

    /** Filters one line into another. */
    private interface Line {
        void apply(double[] from, double[] to);
    }

    private SeparableFilter(Line line) {
        this.line = line;
    }

    /**
     * The mean over a box, in time that does not depend on its size.
     *
     * @param size its length along each axis, odd
     * @return the filter
     */
    public static SeparableFilter box(int size) {
        int half = size / 2;
        return new SeparableFilter(
                (from, to) -> {
                    double sum = 0;
                    for (int i = -half; i < from.length; i++) {
                        sum += i + half < from.length ? from[i + half] : 0;
                        sum -= i > half ? from[i - half - 1] : 0;
                        if (i >= 0) {
                            to[i] = sum / size;
                        }
                    }
                });
    }

    /**
     * A Gaussian, integrated over each voxel and cut off at four standard deviations.
     *
     * @param sigma the standard deviation in voxels
     * @return the filter
     */
    public static SeparableFilter gaussian(double sigma) {
        int tail = (int) (Math.max(REACH * sigma, 0.5) + 0.5);
        double[] edges = new double[2 * tail + 2];
        Arrays.setAll(edges, i -> erf((i - tail - 0.5) / (Math.sqrt(2) * sigma)));
        return new SeparableFilter(
                (from, to) -> {
                    for (int i = 0; i < from.length; i++) {
                        to[i] = 0;
                        int end = Math.min(from.length - 1, i + tail);
                        for (int j = Math.max(0, i - tail); j <= end; j++) {
                            int k = j - i + tail;
                            to[i] += from[j] * (edges[k + 1] - edges[k]) / 2;
                        }
                    }
                });
    }

    /**
     * Filters a map.
     *
     * @param shape number of voxels along each axis
     * @param map the values in C order
     * @return the filtered values
     */
    public float[] apply(int[] shape, float[] map) {
        float[] result = map.clone();
        int stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            double[] from = new double[shape[axis]];
            double[] to = new double[shape[axis]];
            int slab = shape[axis] * stride;
            for (int v = 0; v < result.length; v += slab) {
                for (int start = v; start < v + stride; start++) {
                    filter(result, start, stride, from, to);
                }
            }
            stride = slab;
        }
        return result;
    }

    private void filter(float[] map, int start, int stride, double[] from, double[] to) {
        for (int i = 0; i < from.length; i++) {
            from[i] = map[start + i * stride];
        }
        line.apply(from, to);
        for (int i = 0; i < to.length; i++) {
            map[start + i * stride] = (float) to[i];
        }
    }

    /** The error function, by a series whose terms all have one sign. */
    private static double erf(double x) {
        // Beyond 6 it is 1 to the last digit.
        double inner = Math.max(-6, Math.min(6, x));
        double sum = 0;
        double term = 2 / Math.sqrt(Math.PI) * inner * Math.exp(-inner * inner);
        for (int n = 1; n < 200; n++) {
            sum += term;
            term *= 2 * inner * inner / (2 * n + 1);
        }
        return sum;
    }
}

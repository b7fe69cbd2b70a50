package org.segloss.tensor;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.segloss.host.Filter;
import org.segloss.host.HostArray;

/**
 * The standard scores of whole rows that carry no slopes: mean and variance of the window around
 * each voxel axis by axis, by the law of total variance. The border is repeated.
 */
public final class ScoreFilter implements Filter {

    private final List<Lines> axes;
    private final float[] weights;
    private final float smallest;
    private final float c4;

    ScoreFilter(double[] weights, double smallest, double c4, int... space) {
        axes = Lines.ofAll(space);
        this.weights = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            this.weights[i] = (float) weights[i];
        }
        this.smallest = (float) smallest;
        this.c4 = (float) c4;
    }

    /**
     * Computes the scores.
     *
     * @param maps constant maps {@code [N, C, *S]}
     * @param weights those of the window along each axis, an odd number, which add up to 1
     * @param smallest added to a variance before its root is taken
     * @param c4 added to both sides of the ratio
     * @return the scores, of the same shape
     */
    public static NDArray scores(HostArray maps, double[] weights, double smallest, double c4) {
        int[] space = Windows.space(maps);
        return Windows.filtered(maps, new ScoreFilter(weights, smallest, c4, space), space);
    }

    @Override
    public int voxels() {
        return axes.get(0).size() * axes.get(0).after();
    }

    @Override
    public void forward(int image, float[] x, float[] y) {
        float[] mean = x;
        float[] variance = null;
        float[] beside = y;
        for (Lines axis : axes) {
            float[] centre = new float[x.length];
            float[] spread = new float[x.length];
            for (int i = 0; i < weights.length; i++) {
                add(weights[i], beside(i, axis, mean, beside), centre);
            }
            for (int i = 0; i < weights.length; i++) {
                addSquares(weights[i], beside(i, axis, mean, beside), centre, spread);
                if (variance != null) {
                    add(weights[i], beside(i, axis, variance, beside), spread);
                }
            }
            mean = centre;
            variance = spread;
        }
        score(x, mean, variance, y);
    }

    /** What each voxel has at one place of its window. */
    private float[] beside(int place, Lines axis, float[] of, float[] to) {
        new Shift(axis, place - weights.length / 2).forward(of, to);
        return to;
    }

    private static void add(float weight, float[] x, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += weight * x[i];
        }
    }

    private static void addSquares(float weight, float[] x, float[] centre, float[] y) {
        for (int i = 0; i < y.length; i++) {
            float off = x[i] - centre[i];
            y[i] += weight * off * off;
        }
    }

    private void score(float[] x, float[] mean, float[] variance, float[] y) {
        for (int i = 0; i < y.length; i++) {
            float deviation = (float) Math.sqrt(variance[i] + smallest);
            y[i] = (x[i] - mean[i] + c4) / (deviation + c4);
        }
    }

    @Override
    public void backward(int image, float[] x, float[] dy, float[] dx) {
        throw new IllegalStateException(
                "the scores of a map that has slopes are made step by step");
    }
}

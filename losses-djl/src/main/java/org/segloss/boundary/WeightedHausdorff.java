package org.segloss.boundary;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.segloss.geometry.DistanceTransform;

/**
 * The weighted Hausdorff distance of one image and class and its derivative, on the host and in
 * double precision.
 */
final class WeightedHausdorff {

    private final double alpha;
    private final boolean minimum;
    private final int[] shape;
    private final float[] spacing;
    private final DistanceTransform transform;

    /** Says what is in the second sum: the mean with an exponent, or the minimum of version 1. */
    WeightedHausdorff(double alpha, boolean minimum, int[] shape, float... spacing) {
        this.alpha = alpha;
        this.minimum = minimum;
        this.shape = shape.clone();
        this.spacing = spacing.clone();
        transform = new DistanceTransform(shape, spacing);
    }

    /**
     * Measures.
     *
     * @param points the points of the label
     * @param voxels those that count
     * @param p probabilities, those of the image and class from an index on
     * @param from that index
     * @param weight what the distance and its derivative are multiplied with
     * @param gradient where the derivative goes, by the same index
     * @return the distance times its weight
     */
    double of(
            BitSet points, BitSet voxels, double[] p, int from, double weight, double[] gradient) {
        if (points.isEmpty()) {
            return voxels.isEmpty() ? 0 : weight * transform.diagonal();
        }
        int[] index = voxels.stream().toArray();
        double[] own = IntStream.of(index).mapToDouble(v -> p[from + v]).toArray();
        double[] slopes = new double[index.length];
        double[][] places = IntStream.of(index).mapToObj(this::place).toArray(double[][]::new);
        double[][] targets = points.stream().mapToObj(this::place).toArray(double[][]::new);
        PointTerm second = new PointTerm(alpha, minimum, own, places, transform.diagonal());
        double distance = second.of(targets, slopes) + first(points, index, own, slopes);
        for (int x = 0; x < index.length; x++) {
            gradient[from + index[x]] = weight * slopes[x];
        }
        return weight * distance;
    }

    /** The mean distance of the probabilities from the points. */
    private double first(BitSet points, int[] index, double[] p, double[] slopes) {
        float[] nearest = transform.toNearest(points::get);
        double total = PointTerm.EPSILON;
        double sum = 0;
        for (int x = 0; x < p.length; x++) {
            total += p[x];
            sum += p[x] * nearest[index[x]];
        }
        for (int x = 0; x < p.length; x++) {
            slopes[x] += (nearest[index[x]] - sum / total) / total;
        }
        return sum / total;
    }

    /** Where a voxel is, in units of length. */
    private double[] place(int v) {
        double[] place = new double[shape.length];
        int rest = v;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            place[axis] = rest % shape[axis] * (spacing.length == 0 ? 1.0 : spacing[axis]);
            rest /= shape[axis];
        }
        return place;
    }
}

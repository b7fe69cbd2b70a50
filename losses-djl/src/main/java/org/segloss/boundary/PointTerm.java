package org.segloss.boundary;

import java.util.stream.IntStream;

/**
 * How far the points of a label are from the probabilities, the second term of the weighted
 * Hausdorff distance, and its derivative; in double precision.
 *
 * <p>Time is the product of points and voxels, memory linear in the voxels: points go one by one,
 * in a few lanes side by side.
 */
final class PointTerm {

    /** Keeps distances and denominators from 0. */
    static final double EPSILON = 1e-6;

    /** A number of its own, so that the result does not depend on that of the threads. */
    private static final int LANES = 8;

    private final double alpha;
    private final boolean minimum;
    private final double[] p;
    private final double[][] places;
    private final double diagonal;

    /**
     * Takes the voxels that count.
     *
     * @param alpha exponent of the mean
     * @param minimum whether it is the minimum of the paper's first version instead
     * @param p the probability of each voxel
     * @param places where each voxel is, in units of length
     * @param diagonal that of the image
     */
    PointTerm(double alpha, boolean minimum, double[] p, double[][] places, double diagonal) {
        this.alpha = alpha;
        this.minimum = minimum;
        this.p = p;
        this.places = places;
        this.diagonal = diagonal;
    }

    /**
     * Adds the derivative with respect to p to a gradient, and returns the mean over the points.
     */
    double of(double[][] points, double[] gradient) {
        Lane[] lanes =
                IntStream.range(0, Math.min(LANES, points.length))
                        .parallel()
                        .mapToObj(first -> lane(points, first))
                        .toArray(Lane[]::new);
        double sum = 0;
        for (Lane lane : lanes) {
            sum += lane.sum;
            for (int x = 0; x < p.length; x++) {
                gradient[x] += lane.gradient[x] / points.length;
            }
        }
        return sum / points.length;
    }

    private Lane lane(double[][] points, int first) {
        Lane lane = new Lane(p.length);
        for (int y = first; y < points.length; y += LANES) {
            for (int x = 0; x < p.length; x++) {
                lane.distance[x] = distance(places[x], points[y]);
            }
            lane.sum += minimum ? nearest(lane) : mean(lane);
        }
        return lane;
    }

    private static double distance(double[] one, double[] other) {
        double square = 0;
        for (int axis = 0; axis < one.length; axis++) {
            double apart = one[axis] - other[axis];
            square += apart * apart;
        }
        return Math.sqrt(square);
    }

    /** The generalised mean; in units of the diagonal, no power of a voxel's number overflows. */
    private double mean(Lane lane) {
        double sum = 0;
        for (int x = 0; x < p.length; x++) {
            lane.power[x] = power(number(lane, x));
            sum += lane.power[x];
        }
        double mean = sum / p.length;
        double slope = Math.pow(mean, 1 / alpha - 1) / p.length;
        for (int x = 0; x < p.length; x++) {
            double own = slope * lane.power[x] / number(lane, x);
            lane.gradient[x] += own * (lane.distance[x] - diagonal);
        }
        return diagonal * Math.pow(mean, 1 / alpha);
    }

    /** What a voxel contributes, in units of the diagonal. */
    private double number(Lane lane, int x) {
        return (p[x] * lane.distance[x] + (1 - p[x]) * diagonal + EPSILON) / diagonal;
    }

    private double power(double base) {
        return alpha == -1 ? 1 / base : Math.pow(base, alpha);
    }

    /** The least distance over p to the power 4, no more than the diagonal. */
    private double nearest(Lane lane) {
        int least = 0;
        for (int x = 1; x < p.length; x++) {
            least = ratio(lane, x) < ratio(lane, least) ? x : least;
        }
        double ratio = ratio(lane, least);
        if (ratio >= diagonal) {
            return diagonal;
        }
        double cube = p[least] * p[least] * p[least];
        lane.gradient[least] -= ratio * 4 * cube / (p[least] * cube + EPSILON / diagonal);
        return ratio;
    }

    private double ratio(Lane lane, int x) {
        double square = p[x] * p[x];
        return (lane.distance[x] + EPSILON) / (square * square + EPSILON / diagonal);
    }

    /** What one lane needs for one point, and adds up over its points. */
    private static final class Lane {
        final double[] distance;
        final double[] power;
        final double[] gradient;
        double sum;

        Lane(int voxels) {
            distance = new double[voxels];
            power = new double[voxels];
            gradient = new double[voxels];
        }
    }
}

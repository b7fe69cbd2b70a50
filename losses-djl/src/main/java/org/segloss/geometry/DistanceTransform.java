package org.segloss.geometry;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Exact Euclidean distance transform of a grid with any number of axes in C order.
 *
 * <p>\[ d(v) = \min_{u \in T} \sqrt{\sum_a s_a^2 (v_a - u_a)^2} \]
 *
 * <p>for the set \(T\) of target voxels and the spacing \(s\): distances run from voxel centre to
 * voxel centre. The last axis is a plain scan, every other one a <a
 * href="https://doi.org/10.4086/toc.2012.v008a019">lower envelope of parabolas</a> (Felzenszwalb
 * and Huttenlocher), in time linear in the number of voxels and without memory beyond the result
 * (an int per voxel where labels or the nearest target are carried along). The relative error stays
 * below 1e-6 as long as no two spacings differ by a factor of more than 1e16.
 *
 * <p>A large grid is shared out to the common fork-join pool; the result does not depend on the
 * number of threads. Objects are immutable.
 */
public final class DistanceTransform {

    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final int[] NO_TAGS = {};

    private final int[] shape;
    private final int size;
    private final float unit;
    private final double[] weights;
    private final AxisSweep sweep;

    /**
     * Describes the grid.
     *
     * @param shape number of voxels along each axis
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     * @throws IllegalArgumentException if the shape has no axis, an axis without voxel or more
     *     voxels than an array can hold, or if the spacing has another number of axes or a value
     *     that is not positive and finite
     */
    public DistanceTransform(int[] shape, float... spacing) {
        size = size(shape);
        this.shape = shape.clone();
        float[] steps = steps(shape, spacing);
        // In units of the largest spacing no square overflows a float.
        float largest = 0;
        for (float step : steps) {
            largest = Math.max(largest, step);
        }
        unit = largest;
        weights = new double[steps.length];
        Arrays.setAll(weights, a -> Math.pow((double) steps[a] / unit, 2));
        sweep = new AxisSweep(this.shape, weights, size);
    }

    /**
     * Returns the number of voxels of the grid.
     *
     * @return the product of the shape
     */
    public int size() {
        return size;
    }

    /**
     * Returns the diagonal of the grid, its voxels counted with their whole extent.
     *
     * @return a length in the unit of the spacing
     */
    public double diagonal() {
        double square = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            square += weights[axis] * shape[axis] * shape[axis];
        }
        return unit * Math.sqrt(square);
    }

    /**
     * Measures the distance of every voxel to the nearest target: 0 on a target, and {@link
     * Float#POSITIVE_INFINITY} everywhere if there is no target at all.
     *
     * @param target tells from the index of a voxel in C order whether it is a target; called once
     *     for each voxel, from several threads
     * @return the distances in C order
     */
    public float[] toNearest(IntPredicate target) {
        float[] squares = new float[size];
        sweep.rows((from, end, weight) -> toTargets(target, squares, NO_TAGS, from, end, weight));
        sweep.lines(
                squares,
                NO_TAGS,
                (distances, none, from, end, envelope) ->
                        replace(
                                distances,
                                none,
                                from,
                                end,
                                start -> endOfSide(distances, start, end),
                                envelope));
        return roots(squares);
    }

    /**
     * Measures the distance of every voxel to the nearest voxel that has another label, for all
     * labels at once: {@link Float#POSITIVE_INFINITY} everywhere if all labels are the same.
     *
     * <p>With two labels, the distances on both sides of a boundary for the price of one.
     *
     * @param label tells the label of a voxel from its index in C order; called once for each
     *     voxel, from several threads
     * @return the distances in C order
     */
    public float[] toOtherLabel(IntUnaryOperator label) {
        float[] squares = new float[size];
        int[] labels = new int[size];
        sweep.rows(
                (from, end, weight) -> {
                    for (int v = from; v < end; v++) {
                        labels[v] = label.applyAsInt(v);
                    }
                    toEnds(labels, squares, from, end, weight);
                });
        sweep.lines(
                squares,
                labels,
                (distances, tags, from, end, envelope) ->
                        replace(
                                distances,
                                NO_TAGS,
                                from,
                                end,
                                start -> endOfLabel(tags, start, end),
                                envelope));
        return roots(squares);
    }

    /**
     * Finds the target nearest to every voxel, also known as the feature transform; of several that
     * are equally near, any one.
     *
     * @param target tells from the index of a voxel in C order whether it is a target; called once
     *     for each voxel, from several threads
     * @return the indices of the targets in C order; -1 everywhere if there is no target at all
     */
    public int[] nearest(IntPredicate target) {
        float[] squares = new float[size];
        int[] nearest = new int[size];
        Arrays.fill(nearest, -1);
        sweep.rows((from, end, weight) -> toTargets(target, squares, nearest, from, end, weight));
        sweep.lines(
                squares,
                nearest,
                (distances, targets, from, end, envelope) ->
                        replace(
                                distances,
                                targets,
                                from,
                                end,
                                start -> endOfSide(distances, start, end),
                                envelope));
        return nearest;
    }

    /** Within a row the nearest target is the last one on the left or the next on the right. */
    private static void toTargets(
            IntPredicate target, float[] squares, int[] nearest, int from, int end, double weight) {
        int start = from;
        double left = -INFINITE;
        for (int v = from; v < end; v++) {
            if (target.test(v)) {
                fill(squares, nearest, start, v + 1, left, v, weight);
                start = v + 1;
                left = v;
            }
        }
        fill(squares, nearest, start, end, left, INFINITE, weight);
    }

    /** Within a row a run of one label ends at other labels on the left and on the right. */
    private static void toEnds(int[] labels, float[] squares, int from, int end, double weight) {
        for (int start = from, next; start < end; start = next) {
            next = endOfLabel(labels, start, end);
            double left = start > from ? start - 1 : -INFINITE;
            fill(squares, NO_TAGS, start, next, left, next < end ? next : INFINITE, weight);
        }
    }

    private static void fill(
            float[] squares,
            int[] nearest,
            int start,
            int end,
            double left,
            double right,
            double weight) {
        for (int v = start; v < end; v++) {
            double steps = Math.min(v - left, right - v);
            squares[v] = (float) (weight * steps * steps);
            if (nearest.length > 0 && steps < INFINITE) {
                nearest[v] = (int) (v - left < right - v ? left : right);
            }
        }
    }

    /**
     * Takes an axis into a line's distances, run by run. Before and behind a run whose distances
     * are not 0 lie voxels at distance 0, and nothing beyond these can be nearer.
     */
    private static void replace(
            float[] squares,
            int[] nearest,
            int from,
            int end,
            IntUnaryOperator endOfRun,
            LowerEnvelope envelope) {
        int[] old = nearest.length == 0 ? NO_TAGS : Arrays.copyOfRange(nearest, from, end);
        for (int start = from, next; start < end; start = next) {
            next = endOfRun.applyAsInt(start);
            if (squares[start] > 0) {
                double before = start > from ? 0 : INFINITE;
                envelope.over(squares, start, next, before, next < end ? 0 : INFINITE);
                for (int v = start; v < next; v++) {
                    squares[v] = (float) envelope.at(v - start);
                    if (old.length > 0) {
                        nearest[v] = old[start - from + envelope.nearest()];
                    }
                }
            }
        }
    }

    private static int endOfLabel(int[] labels, int start, int end) {
        int next = start + 1;
        while (next < end && labels[next] == labels[start]) {
            next++;
        }
        return next;
    }

    /** Where the line leaves the targets, or meets one. */
    private static int endOfSide(float[] squares, int start, int end) {
        int next = start + 1;
        while (next < end && squares[next] > 0 == squares[start] > 0) {
            next++;
        }
        return next;
    }

    private float[] roots(float[] squares) {
        sweep.rows(
                (from, end, weight) -> {
                    for (int v = from; v < end; v++) {
                        squares[v] = unit * (float) Math.sqrt(squares[v]);
                    }
                });
        return squares;
    }

    /**
     * Checks a shape.
     *
     * @param shape number of voxels along each axis
     * @return the number of voxels
     * @throws IllegalArgumentException if it has no axis, an axis without voxel or more voxels than
     *     an array can hold
     */
    static int size(int[] shape) {
        // A double cannot overflow here, and is exact as far as the size is allowed.
        double size = shape.length == 0 ? 0 : 1;
        for (int n : shape) {
            size *= Math.max(n, 0);
        }
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "shape "
                            + Arrays.toString(shape)
                            + ": needs one axis or more, each of 1 voxel or more, and at most "
                            + Integer.MAX_VALUE
                            + " voxels in all; pass the spatial axes of one image or of a patch");
        }
        return (int) size;
    }

    /**
     * Checks a spacing.
     *
     * @param shape number of voxels along each axis
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     * @return the distance along each axis
     * @throws IllegalArgumentException if it has another number of axes or a value that is not
     *     positive and finite
     */
    public static float[] steps(int[] shape, float... spacing) {
        float[] steps = spacing.clone();
        if (steps.length == 0) {
            steps = new float[shape.length];
            Arrays.fill(steps, 1);
        }
        if (steps.length != shape.length) {
            throw new IllegalArgumentException(
                    "spacing "
                            + Arrays.toString(spacing)
                            + " does not fit shape "
                            + Arrays.toString(shape)
                            + ": give one value for each axis, or none for a spacing of 1");
        }
        for (float step : steps) {
            if (!(step > 0 && step < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "spacing "
                                + Arrays.toString(spacing)
                                + ": every value must be positive and finite, "
                                + step
                                + " is not; give the distance of neighbouring voxels");
            }
        }
        return steps;
    }
}

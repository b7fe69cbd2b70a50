package org.segloss.structure;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * What a map of labels leaves open when a map of probabilities is known: half the log determinant
 * of the covariance that remains in the windows of the one after a linear regression on those of
 * the other, per voxel of a window.
 *
 * <p>Centred windows b of the probabilities and a of the labels are stacked to z. In the Cholesky
 * factor L of their joint covariance, the lower right block is that of the remaining covariance.
 * With w, the lower half of \( L^{-1} z \), the gradient with respect to b is the upper half of \(
 * L^{-\top} (0, w) \), divided by the d voxels of a window. The matrices are nearly singular: all
 * is in double precision. Cost: \( O(d^2) \) for each window.
 */
final class MutualInformation {

    /** How many windows are looked at together: their voxels fit the cache. */
    private static final int BLOCK = 256;

    private final double alpha;

    /** Where the voxels of a window lie, from its first one. */
    private final int[] offsets;

    /** The first voxels of the windows. */
    private final int[] starts;

    /**
     * Fixes the windows.
     *
     * @param shape number of voxels along each axis
     * @param side the length of a window along every axis that is not shorter
     * @param alpha what is added to the diagonal of the covariances, above 0
     */
    MutualInformation(int[] shape, int side, double alpha) {
        this.alpha = alpha;
        int[] window = IntStream.of(shape).map(length -> Math.min(side, length)).toArray();
        offsets = box(shape, window);
        int[] places = new int[shape.length];
        Arrays.setAll(places, axis -> shape[axis] - window[axis] + 1);
        starts = box(shape, places);
    }

    /** The voxels whose coordinates are below some lengths. */
    private static int[] box(int[] shape, int... lengths) {
        int[] voxels = {0};
        for (int axis = 0; axis < shape.length; axis++) {
            int size = shape[axis];
            int length = lengths[axis];
            voxels =
                    IntStream.of(voxels)
                            .flatMap(v -> IntStream.range(v * size, v * size + length))
                            .toArray();
        }
        return voxels;
    }

    /**
     * Compares two maps.
     *
     * @param p probabilities
     * @param g labels
     * @param gradient takes the derivative by each probability; 0 before
     * @return the remaining information
     */
    double of(double[] p, double[] g, double[] gradient) {
        int d = offsets.length;
        double[] mean = means(p, g);
        DMatrixRMaj factor = covariance(p, g, mean);
        DecompositionFactory_DDRM.chol(2 * d, true).decompose(factor);
        double[][] slopes = slopes(factor);
        double[] slope = new double[BLOCK];
        inBlocks(
                p,
                g,
                mean,
                (first, count, windows) -> {
                    for (int i = 0; i < d; i++) {
                        Arrays.fill(slope, 0);
                        for (int j = 0; j < 2 * d; j++) {
                            add(slopes[i][j] / d, windows[j], slope);
                        }
                        for (int k = 0; k < count; k++) {
                            gradient[starts[first + k] + offsets[i]] += slope[k];
                        }
                    }
                });
        return IntStream.range(d, 2 * d).mapToDouble(i -> Math.log(factor.get(i, i))).sum() / d;
    }

    private double[] means(double[] p, double[] g) {
        double[] mean = new double[2 * offsets.length];
        double[] ones = new double[BLOCK];
        Arrays.fill(ones, 1.0 / starts.length);
        inBlocks(
                p,
                g,
                new double[mean.length],
                (first, count, windows) ->
                        Arrays.setAll(mean, i -> mean[i] + product(windows[i], ones)));
        return mean;
    }

    /** The upper triangle, which the decomposition reads. */
    private DMatrixRMaj covariance(double[] p, double[] g, double[] mean) {
        DMatrixRMaj covariance = new DMatrixRMaj(mean.length, mean.length);
        for (int i = 0; i < mean.length; i++) {
            covariance.set(i, i, alpha);
        }
        inBlocks(
                p,
                g,
                mean,
                (first, count, windows) -> {
                    for (int i = 0; i < windows.length; i++) {
                        for (int j = 0; j <= i; j++) {
                            covariance.add(j, i, product(windows[i], windows[j]));
                        }
                    }
                });
        return covariance;
    }

    /** What is done with some windows that follow one another. */
    private interface Work {
        /**
         * Does it.
         *
         * @param first the first of the windows
         * @param count how many there are
         * @param windows a row of all of them for each of their voxels, in p and then in g, less
         *     its mean; behind them are zeros
         */
        void on(int first, int count, double[][] windows);
    }

    private void inBlocks(double[] p, double[] g, double[] mean, Work work) {
        int d = offsets.length;
        double[][] windows = new double[2 * d][BLOCK];
        for (int first = 0; first < starts.length; first += BLOCK) {
            int count = Math.min(BLOCK, starts.length - first);
            for (int i = 0; i < 2 * d; i++) {
                load(i < d ? p : g, offsets[i % d], mean[i], first, count, windows[i]);
            }
            work.on(first, count, windows);
        }
    }

    private void load(double[] map, int offset, double mean, int first, int count, double... row) {
        for (int k = 0; k < count; k++) {
            row[k] = map[starts[first + k] + offset] - mean;
        }
        Arrays.fill(row, count, BLOCK, 0);
    }

    /** In turns, as each addition would wait for the one before it. */
    private static double product(double[] a, double[] b) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (int k = 0; k < BLOCK; k += 4) {
            first += a[k] * b[k];
            second += a[k + 1] * b[k + 1];
            third += a[k + 2] * b[k + 2];
            fourth += a[k + 3] * b[k + 3];
        }
        return (first + second) + (third + fourth);
    }

    private static void add(double factor, double[] x, double[] y) {
        for (int k = 0; k < y.length; k++) {
            y[k] += factor * x[k];
        }
    }

    /** The gradient by b as a matrix to multiply each window with, d-fold. */
    private double[][] slopes(DMatrixRMaj factor) {
        int d = offsets.length;
        double[][] rows = new double[d][2 * d];
        double[] column = new double[2 * d];
        for (int j = 0; j < column.length; j++) {
            Arrays.fill(column, 0);
            column[j] = 1;
            TriangularSolver_DDRM.solveL(factor.data, column, column.length);
            Arrays.fill(column, 0, d, 0);
            TriangularSolver_DDRM.solveTranL(factor.data, column, column.length);
            for (int i = 0; i < d; i++) {
                rows[i][j] = column[i];
            }
        }
        return rows;
    }
}

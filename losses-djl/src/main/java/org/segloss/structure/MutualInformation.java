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
        double[] window = new double[2 * d];
        double[] mean = means(p, g);
        DMatrixRMaj factor = covariance(p, g, mean);
        DecompositionFactory_DDRM.chol(2 * d, true).decompose(factor);
        double[][] slopes = slopes(factor);
        for (int start : starts) {
            load(p, g, start, mean, window);
            for (int i = 0; i < d; i++) {
                double slope = 0;
                for (int j = 0; j < 2 * d; j++) {
                    slope += slopes[i][j] * window[j];
                }
                gradient[start + offsets[i]] += slope / d;
            }
        }
        return IntStream.range(d, 2 * d).mapToDouble(i -> Math.log(factor.get(i, i))).sum() / d;
    }

    private double[] means(double[] p, double[] g) {
        double[] mean = new double[2 * offsets.length];
        for (int i = 0; i < offsets.length; i++) {
            for (int start : starts) {
                mean[i] += p[start + offsets[i]] / starts.length;
                mean[offsets.length + i] += g[start + offsets[i]] / starts.length;
            }
        }
        return mean;
    }

    /** The upper triangle, which the decomposition reads. */
    private DMatrixRMaj covariance(double[] p, double[] g, double[] mean) {
        double[][] sums = new double[mean.length][];
        Arrays.setAll(sums, i -> new double[i + 1]);
        double[] window = new double[mean.length];
        for (int start : starts) {
            load(p, g, start, mean, window);
            for (int i = 0; i < window.length; i++) {
                double[] row = sums[i];
                for (int j = 0; j < row.length; j++) {
                    row[j] += window[i] * window[j];
                }
            }
        }
        DMatrixRMaj covariance = new DMatrixRMaj(mean.length, mean.length);
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j <= i; j++) {
                covariance.set(j, i, sums[i][j]);
            }
            covariance.add(i, i, alpha);
        }
        return covariance;
    }

    private void load(double[] p, double[] g, int start, double[] mean, double[] window) {
        int d = offsets.length;
        for (int i = 0; i < d; i++) {
            window[i] = p[start + offsets[i]] - mean[i];
            window[d + i] = g[start + offsets[i]] - mean[d + i];
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

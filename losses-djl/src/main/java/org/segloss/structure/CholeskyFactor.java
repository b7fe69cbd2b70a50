package org.segloss.structure;

/** The lower triangle L with \( L L^\top = A \) of a positive definite matrix A. */
final class CholeskyFactor {

    private final double[][] factor;

    /**
     * Factorizes a matrix.
     *
     * @param matrix its lower triangle, which is replaced
     */
    CholeskyFactor(double[][] matrix) {
        factor = matrix;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(rest) : rest / matrix[j][j];
            }
        }
    }

    /** The number in the diagonal. */
    double diagonal(int i) {
        return factor[i][i];
    }

    /** Replaces x by \( L^{-1} x \). */
    void solve(double[] x) {
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i][k] * x[k];
            }
            x[i] /= factor[i][i];
        }
    }

    /** Replaces x by \( L^{-\top} x \). */
    void solveTransposed(double[] x) {
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] /= factor[i][i];
        }
    }
}

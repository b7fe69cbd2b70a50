package org.segloss.tensor;

import org.segloss.host.Branchless;

/**
 * Each voxel of a row and its two neighbours along an axis: which is the least or the most of them,
 * and whose the slope is. At the border a voxel is its own neighbour.
 *
 * <p>The neighbours are copied to the place of the voxel. Only of loops over what stands at the
 * same place in all arrays does the compiler make vectors, and a copy costs less than half of what
 * these save.
 */
final class Neighbours {

    private final float[] before;
    private final float[] after;

    /**
     * Makes room for them; to be used by one thread at a time.
     *
     * @param voxels the length of the row
     */
    Neighbours(int voxels) {
        before = new float[voxels];
        after = new float[voxels];
    }

    /**
     * Takes the least of what is there and the neighbours.
     *
     * @param lines the voxels along the axis
     * @param x the row
     * @param y the least so far; lowered
     */
    void least(Lines lines, float[] x, float[] y) {
        take(lines, x);
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.min(y[i], Math.min(before[i], after[i]));
        }
    }

    /**
     * Takes the most of what is there and the neighbours.
     *
     * @param lines the voxels along the axis
     * @param x the row
     * @param y the most so far; raised
     */
    void most(Lines lines, float[] x, float[] y) {
        take(lines, x);
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(y[i], Math.max(before[i], after[i]));
        }
    }

    private void take(Lines lines, float[] x) {
        new Shift(lines, -1).forward(x, before);
        new Shift(lines, 1).forward(x, after);
    }

    /**
     * Gives each slope to the first of the neighbour before, the voxel itself and the neighbour
     * after that has the value.
     *
     * @param lines the voxels along the axis
     * @param x the row
     * @param y the value of each voxel, least or most
     * @param dy its slopes; those that nobody along this axis has are left, the others become 0
     * @param dx where to add the slopes
     */
    void share(Lines lines, float[] x, float[] y, float[] dy, float[] dx) {
        take(lines, x);
        // One after the other: of a single loop for all three the compiler makes no vectors.
        claim(before, y, dy);
        for (int i = 0; i < y.length; i++) {
            float own = Branchless.equal(y[i], x[i]) * dy[i];
            dx[i] += own;
            dy[i] -= own;
        }
        claim(after, y, dy);
        give(lines, dx);
    }

    /** Replaces neighbours by the slopes that they have of those that are left. */
    private static void claim(float[] neighbour, float[] y, float[] dy) {
        for (int i = 0; i < y.length; i++) {
            float share = Branchless.equal(y[i], neighbour[i]) * dy[i];
            neighbour[i] = share;
            dy[i] -= share;
        }
    }

    /** The way back of {@link #take}. */
    private void give(Lines lines, float[] dx) {
        new Shift(lines, -1).backward(before, dx);
        new Shift(lines, 1).backward(after, dx);
    }
}

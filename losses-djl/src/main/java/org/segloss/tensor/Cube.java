package org.segloss.tensor;

import java.util.List;

/**
 * Each voxel of a row and all its neighbours, across corners too: windows of three along the last
 * axis, then of what comes out along the one before it, and so on.
 */
final class Cube {

    private final Neighbours neighbours;
    private final List<Lines> axes;

    /** What comes out along each axis. */
    private final float[][] found;

    /** Slopes between two axes; 0 from one use to the next. */
    private final float[] between;

    Cube(Neighbours neighbours, int... space) {
        this.neighbours = neighbours;
        axes = Lines.ofAll(space);
        int voxels = Lines.product(space);
        found = new float[axes.size()][voxels];
        between = new float[voxels];
    }

    /**
     * Finds the least of each cube.
     *
     * @param x the row
     * @return the least, until others are asked for
     */
    float[] least(float[] x) {
        return find(x, neighbours::least);
    }

    /**
     * Finds the most of each cube.
     *
     * @param x the row
     * @return the most, until others are asked for
     */
    float[] most(float[] x) {
        return find(x, neighbours::most);
    }

    /** Takes neighbours along an axis into what is there. */
    private interface Window {
        void take(Lines lines, float[] x, float[] y);
    }

    private float[] find(float[] x, Window window) {
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            float[] from = into(axis, x);
            System.arraycopy(from, 0, found[axis], 0, x.length);
            window.take(axes.get(axis), from, found[axis]);
        }
        return found[0];
    }

    /** What windows along an axis look at. */
    private float[] into(int axis, float[] x) {
        return axis == axes.size() - 1 ? x : found[axis + 1];
    }

    /**
     * Gives each slope of what was found last to who has the value; of several, to the first voxel
     * of the row.
     *
     * @param x the row
     * @param dy the slopes; 0 afterwards
     * @param dx where to add those of the row
     */
    void back(float[] x, float[] dy, float[] dx) {
        float[] given = dy;
        float[] empty = between;
        int last = axes.size() - 1;
        for (int axis = 0; axis < last; axis++) {
            neighbours.share(axes.get(axis), into(axis, x), found[axis], given, empty);
            float[] emptied = given;
            given = empty;
            empty = emptied;
        }
        neighbours.share(axes.get(last), x, found[last], given, dx);
    }
}

package org.segloss.tensor;

import java.util.List;

/** Each voxel of a row and its neighbours across a face. */
final class Cross {

    private final Neighbours neighbours;
    private final List<Lines> axes;

    Cross(Neighbours neighbours, int... space) {
        this.neighbours = neighbours;
        axes = Lines.ofAll(space);
    }

    /**
     * Finds the least of each cross.
     *
     * @param x the row
     * @param y where to write the least
     */
    void least(float[] x, float[] y) {
        System.arraycopy(x, 0, y, 0, y.length);
        for (Lines lines : axes) {
            neighbours.least(lines, x, y);
        }
    }

    /**
     * Gives each slope to who has the least value; of several, to the first along the first axis.
     *
     * @param x the row
     * @param y the least of each cross
     * @param dy its slopes; 0 afterwards
     * @param dx where to add the slopes of the row
     */
    void back(float[] x, float[] y, float[] dy, float[] dx) {
        for (Lines lines : axes) {
            neighbours.share(lines, x, y, dy, dx);
        }
    }
}

package org.segloss.host;

/** What the voxels of a row become where they look at others of the row, as windows do. */
public interface Filter {

    /**
     * The number of voxels of the result.
     *
     * @return how long its rows are
     */
    int voxels();

    /**
     * Computes a row.
     *
     * @param image the image that it is of
     * @param x the voxels, all of the row
     * @param y where to write the result
     */
    void forward(int image, float[] x, float[] y);

    /**
     * Adds the slopes of a row, times those of the result.
     *
     * @param image the image that it is of
     * @param x the voxels
     * @param dy the slopes of the result; not needed any more afterwards
     * @param dx where to add those of the voxels
     */
    void backward(int image, float[] x, float[] dy, float[] dx);
}

package org.segloss.demo.sliding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How windows that overlap cover an image. On each axis they lie at even distances and their
 * weights add up to 1 at every voxel; so do the products of the weights of all axes.
 *
 * @param overlap the least share of a window that its neighbour covers as well
 * @param gaussian whether a window counts less towards its edges, where the network sees little of
 *     what is around: with a standard deviation of an eighth of its size
 */
public record Tiling(float overlap, boolean gaussian) {

    /** What is usual: windows overlap by half, with Gaussian weights. */
    public static final Tiling USUAL = new Tiling(0.5f, true);

    private static final double DEVIATION = 0.125;

    /**
     * Checks the range.
     *
     * @param overlap 0 to below 1
     * @param gaussian either
     */
    public Tiling {
        if (!(overlap >= 0 && overlap < 1)) {
            throw new IllegalArgumentException(
                    "overlap " + overlap + ": expected 0 to below 1, as 0.5");
        }
    }

    /**
     * A window on one axis.
     *
     * @param start its first voxel; below 0 where the window is larger than the image
     * @param weights how much each of its voxels counts, 0 outside the image
     */
    @SuppressWarnings("ArrayRecordComponent") // As Volume.
    public record Tile(int start, float[] weights) {}

    /**
     * Covers one axis.
     *
     * @param size the voxels of the image on this axis
     * @param window those of a window
     * @return the windows from front to back; one that is centred where it covers all
     */
    public List<Tile> along(int size, int window) {
        int[] starts = starts(size, window);
        double[] totals = new double[size];
        for (int start : starts) {
            for (int i = Math.max(0, start); i < Math.min(size, start + window); i++) {
                totals[i] += importance(i - start, window);
            }
        }
        List<Tile> tiles = new ArrayList<>();
        for (int start : starts) {
            float[] weights = new float[window];
            for (int i = Math.max(0, start); i < Math.min(size, start + window); i++) {
                weights[i - start] = (float) (importance(i - start, window) / totals[i]);
            }
            tiles.add(new Tile(start, weights));
        }
        return tiles;
    }

    private int[] starts(int size, int window) {
        int free = size - window;
        if (free <= 0) {
            return new int[] {Math.floorDiv(free, 2)};
        }
        int step = Math.max(1, (int) (window * (1 - overlap)));
        int[] starts = new int[(free + step - 1) / step + 1];
        Arrays.setAll(starts, i -> (int) Math.round((double) i * free / (starts.length - 1)));
        return starts;
    }

    private double importance(int voxel, int window) {
        double distance = (voxel - (window - 1) / 2.0) / (DEVIATION * window);
        return gaussian ? Math.exp(-distance * distance / 2) : 1;
    }
}

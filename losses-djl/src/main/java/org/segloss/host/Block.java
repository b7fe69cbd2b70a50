package org.segloss.host;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Some voxels of one image that fit the cache, with the numbers and slopes of all maps there. Each
 * thread has one, and takes it from place to place.
 */
final class Block implements AutoCloseable {

    static final int SIZE = 1024;

    /**
     * How long the arrays of a block are: the end, unused, keeps two threads from writing to the
     * same line of the cache, or to two that it fetches together.
     */
    static final int ROOM = SIZE + 32;

    /** Rows that are not in use: new memory would take longer than most computations. */
    private static final ThreadLocal<Deque<float[]>> SPARE =
            ThreadLocal.withInitial(ArrayDeque::new);

    private static final int MOST_SPARE = 512;

    /** The voxels of the blocks that follow one another in a stretch, which has one thread. */
    static final int STRETCH = 4 * SIZE;

    /** Numbers of which no halves are added any more. */
    private static final int LEAST_HALVED = 128;

    int image;
    int from;
    int length;
    private final int voxels;
    private final float[][][] values;
    private final float[][][] slopes;
    private final int[][] filled;
    private final float[][][] totals;
    private final float[][] scratch = {take(), take(), take()};
    private int visit;

    /**
     * Makes a block.
     *
     * @param slots how many maps and sums there are
     * @param voxels how many voxels an image has
     */
    Block(int slots, int voxels) {
        this.voxels = voxels;
        values = new float[slots][][];
        slopes = new float[slots][][];
        filled = new int[slots][];
        totals = new float[slots][][];
    }

    /** How many stretches an image has. */
    static int stretches(int voxels) {
        return (voxels + STRETCH - 1) / STRETCH;
    }

    /** Goes on to other voxels, where no slopes are known yet. */
    void move(int toImage, int toFrom) {
        image = toImage;
        from = toFrom;
        length = Math.min(SIZE, voxels - from);
        visit++;
    }

    /** The number of the stretch, of those of all images. */
    int stretch() {
        return image * stretches(voxels) + from / STRETCH;
    }

    /** Whether it is the first block of its stretch. */
    boolean first() {
        return from % STRETCH == 0;
    }

    /** Whether it is the last one. */
    boolean last() {
        int end = from + length;
        return end == voxels || end % STRETCH == 0;
    }

    float[] value(VoxelMap map, int row) {
        float[][] rows = values[map.slot];
        if (rows == null) {
            rows = new float[map.rows][];
            values[map.slot] = rows;
        }
        if (rows[row] == null) {
            rows[row] = take();
        }
        return rows[row];
    }

    float[][] values(VoxelMap map) {
        for (int row = 0; row < map.rows; row++) {
            value(map, row);
        }
        return values[map.slot];
    }

    /** The slopes of a row, to be added to. */
    float[] slope(VoxelMap map, int row) {
        boolean sloped = sloped(map, row);
        float[] slope = newSlope(map, row);
        if (!sloped) {
            Arrays.fill(slope, 0, length, 0f);
        }
        return slope;
    }

    /** The slopes of a row to which none were added yet, to be written to. */
    float[] newSlope(VoxelMap map, int row) {
        float[][] rows = slopes[map.slot];
        if (rows == null) {
            rows = new float[map.rows][];
            slopes[map.slot] = rows;
            filled[map.slot] = new int[map.rows];
        }
        if (rows[row] == null) {
            rows[row] = take();
        }
        filled[map.slot][row] = visit;
        return rows[row];
    }

    /** Adds a multiple of a row to the slopes of another one. */
    void addSlopes(VoxelMap map, int row, float factor, float... x) {
        if (sloped(map, row)) {
            Loops.addMultiple(factor, x, slope(map, row), length);
        } else {
            Loops.multiple(factor, x, newSlope(map, row), length);
        }
    }

    float[][] slopes(VoxelMap map) {
        for (int row = 0; row < map.rows; row++) {
            slope(map, row);
        }
        return slopes[map.slot];
    }

    /** Whether anything has been added to the slopes of a row. */
    boolean sloped(VoxelMap map, int row) {
        return filled[map.slot] != null && filled[map.slot][row] == visit;
    }

    boolean sloped(VoxelMap map) {
        boolean any = false;
        for (int row = 0; row < map.rows; row++) {
            any |= sloped(map, row);
        }
        return any;
    }

    /** One of three rows for what need not be kept. */
    float[] scratch(int k) {
        return scratch[k];
    }

    /**
     * What the stretch has of a row, to add to: whole rows, which the compiler makes vectors of.
     *
     * @param slot whose row it is
     * @param row which one
     * @param rows of how many
     * @return numbers for {@link #addUp}, all 0 where the stretch begins
     */
    float[] total(int slot, int row, int rows) {
        if (totals[slot] == null) {
            totals[slot] = new float[rows][];
        }
        if (totals[slot][row] == null) {
            totals[slot][row] = take();
        }
        if (first()) {
            Arrays.fill(totals[slot][row], 0, SIZE, 0f);
        }
        return totals[slot][row];
    }

    /** Adds up what the stretch has of a row, if this is its end. */
    void addUp(float[] total, int row, double... sums) {
        if (last()) {
            sums[row] = sum(total);
        }
    }

    /** Adds a row up, by halves as far as that is faster, which vectors are. */
    private double sum(float... row) {
        float[] half = scratch[0];
        int length = SIZE;
        while (length > LEAST_HALVED) {
            length /= 2;
            System.arraycopy(row, length, half, 0, length);
            Loops.add(half, row, length);
        }
        return Stretch.sum(row, 0, length);
    }

    private static float[] take() {
        float[] spare = SPARE.get().poll();
        return spare == null ? new float[ROOM] : spare;
    }

    @Override
    public void close() {
        Deque<float[]> spare = SPARE.get();
        Arrays.stream(scratch).forEach(spare::push);
        for (float[][][] maps : new float[][][][] {values, slopes, totals}) {
            for (float[][] rows : maps) {
                for (int row = 0; rows != null && row < rows.length; row++) {
                    if (rows[row] != null && spare.size() < MOST_SPARE) {
                        spare.push(rows[row]);
                    }
                }
            }
        }
    }
}

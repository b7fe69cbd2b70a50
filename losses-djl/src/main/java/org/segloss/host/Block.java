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

    /** Rows that are not in use: new memory would take longer than most computations. */
    private static final ThreadLocal<Deque<float[]>> SPARE =
            ThreadLocal.withInitial(ArrayDeque::new);

    private static final int MOST_SPARE = 512;

    /** How many blocks follow one another in a stretch, which one thread goes through. */
    static final int STRETCH = 8;

    int image;
    int from;
    int length;
    int stretch;

    /** Whether it is the first of its stretch, and the last. */
    boolean first;

    boolean last;

    private final float[][][] values;
    private final float[][][] slopes;
    private final int[][] filled;
    private final float[][][] totals;
    private final float[][] scratch = {take(), take(), take()};
    private int visit;

    Block(int slots) {
        values = new float[slots][][];
        slopes = new float[slots][][];
        filled = new int[slots][];
        totals = new float[slots][][];
    }

    /** Goes on to other voxels, where no slopes are known yet. */
    void move(int toImage, int toFrom, int toLength) {
        image = toImage;
        from = toFrom;
        length = toLength;
        visit++;
    }

    /** Goes on to other voxels of the same stretch, or of another one. */
    void move(int toStretch, boolean isFirst, boolean isLast) {
        stretch = toStretch;
        first = isFirst;
        last = isLast;
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
        float[][] rows = slopes[map.slot];
        if (rows == null) {
            rows = new float[map.rows][];
            slopes[map.slot] = rows;
            filled[map.slot] = new int[map.rows];
        }
        if (rows[row] == null) {
            rows[row] = take();
        }
        if (filled[map.slot][row] != visit) {
            filled[map.slot][row] = visit;
            Arrays.fill(rows[row], 0, length, 0f);
        }
        return rows[row];
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
     * Adds a row to what the stretch has of it: whole rows, which the compiler makes vectors of.
     */
    void addUp(int slot, int rows, int row, float[] x) {
        if (totals[slot] == null) {
            totals[slot] = new float[rows][];
        }
        if (totals[slot][row] == null) {
            totals[slot][row] = take();
        }
        float[] total = totals[slot][row];
        if (first) {
            System.arraycopy(x, 0, total, 0, length);
            Arrays.fill(total, length, SIZE, 0f);
            return;
        }
        for (int i = 0; i < length; i++) {
            total[i] += x[i];
        }
    }

    /** What was added up in a stretch. */
    double total(int slot, int row) {
        float[] total = totals[slot][row];
        double even = 0;
        double odd = 0;
        for (int i = 0; i < SIZE; i += 2) {
            even += total[i];
            odd += total[i + 1];
        }
        return even + odd;
    }

    private static float[] take() {
        float[] spare = SPARE.get().poll();
        return spare == null ? new float[SIZE] : spare;
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

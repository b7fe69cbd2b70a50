package org.segloss.host;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * A stretch of voxels of one image that fits the cache, with the numbers and slopes of all maps
 * there. Each thread has one, and takes it from stretch to stretch.
 */
final class Block implements AutoCloseable {

    static final int SIZE = 1024;

    /** Rows that are not in use: new memory would take longer than most computations. */
    private static final ThreadLocal<Deque<float[]>> SPARE =
            ThreadLocal.withInitial(ArrayDeque::new);

    private static final int MOST_SPARE = 512;

    /** As many terms as are faster added one by one. */
    private static final int FEW = 32;

    int image;
    int from;
    int length;
    int index;

    private final float[][][] values;
    private final float[][][] slopes;
    private final int[][] filled;
    private final float[] terms = take();
    private final float[][] scratch = {take(), take(), take()};
    private int visit;

    Block(int slots) {
        values = new float[slots][][];
        slopes = new float[slots][][];
        filled = new int[slots][];
    }

    /** Goes on to another stretch, where no slopes are known yet. */
    void move(int toImage, int toFrom, int toLength, int toIndex) {
        image = toImage;
        from = toFrom;
        length = toLength;
        index = toIndex;
        visit++;
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
     * Adds a row up, by fours: faster than one by one, and more exact. No sum of a few thousand is
     * left to a single row of additions.
     */
    double sum(float[] row) {
        float[] folded = row;
        int left = length;
        double sum = 0;
        while (left > FEW) {
            int part = left / 4;
            for (int i = 4 * part; i < left; i++) {
                sum += folded[i];
            }
            for (int i = 0; i < part; i++) {
                terms[i] =
                        (folded[i] + folded[part + i])
                                + (folded[2 * part + i] + folded[3 * part + i]);
            }
            folded = terms;
            left = part;
        }
        for (int i = 0; i < left; i++) {
            sum += folded[i];
        }
        return sum;
    }

    private static float[] take() {
        float[] spare = SPARE.get().poll();
        return spare == null ? new float[SIZE] : spare;
    }

    @Override
    public void close() {
        Deque<float[]> spare = SPARE.get();
        spare.push(terms);
        Arrays.stream(scratch).forEach(spare::push);
        for (float[][][] maps : new float[][][][] {values, slopes}) {
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

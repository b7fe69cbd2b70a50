package org.segloss.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The cells between the voxels of an image, with the order in which they enter as a threshold rises
 * (the V-construction: voxels are the vertices).
 *
 * <p>A cell spans a set of axes and reaches one step along each of them from its base voxel. It
 * enters with the last of its vertices, its owner. Of two voxels of one height the one with the
 * higher index enters first; of two cells with one owner, those that reach forward from it come
 * first. These are the ties of the Betti matching's authors.
 *
 * <p>Axes are counted from the last one, so that axis 0 has a stride of 1. Ordering the voxels
 * takes \(O(V \log V)\), the cells of a dimension \(O(V)\).
 */
final class CubicalComplex {

    /** The cells of one dimension. */
    static final class Cells {

        /** The cells in order of entry: number of their set of axes times V, plus base voxel. */
        final int[] cell;

        /** The voxel that brings each of them, in the same order. */
        final int[] owner;

        /** The inverse of the order: the place of each cell. */
        final int[] place;

        private Cells(int count, int places, int[] slots, int[] order) {
            cell = new int[count];
            owner = new int[count];
            place = new int[places];
            int slotsOfVoxel = slots.length / order.length;
            int next = 0;
            for (int r = 0, slot = 0; r < order.length; r++) {
                for (int end = slot + slotsOfVoxel; slot < end; slot++) {
                    if (slots[slot] != NONE) {
                        cell[next] = slots[slot];
                        owner[next] = order[r];
                        place[slots[slot]] = next++;
                    }
                }
            }
        }
    }

    private static final int NONE = -1;

    /** Where the second set of axes begins. */
    private static final int LAST = 4;

    private final int[] lengths;
    private final int[] strides;

    /** The step in memory of one voxel along each of a set of axes. */
    private final int[] reach;

    /** For each voxel, the axes along which it is the first, and from bit 4 on the last one. */
    private final byte[] edges;

    private final int voxels;
    private final float[] heights;
    private final int[] order;
    private final int[] rank;
    private final Cells[] cells;

    /**
     * Orders the voxels.
     *
     * @param shape number of voxels along each axis
     * @param heights the moment at which each voxel enters, NaN excluded
     */
    CubicalComplex(int[] shape, float[] heights) {
        this.heights = heights;
        voxels = heights.length;
        int axes = shape.length;
        lengths = IntStream.range(0, axes).map(a -> shape[axes - 1 - a]).toArray();
        strides = new int[axes];
        int stride = 1;
        for (int a = 0; a < axes; a++) {
            strides[a] = stride;
            stride *= lengths[a];
        }
        reach = new int[1 << axes];
        for (int set = 1; set < reach.length; set++) {
            reach[set] = reach[set & (set - 1)] + strides[Integer.numberOfTrailingZeros(set)];
        }
        edges = edges();
        order = sorted(heights);
        rank = new int[voxels];
        for (int r = 0; r < voxels; r++) {
            rank[order[r]] = r;
        }
        cells = new Cells[axes + 1];
    }

    /** The number of voxels of a shape with one to three axes. */
    static int checkedVoxels(int[] shape) {
        if (shape.length > 3) {
            throw new IllegalArgumentException(
                    "shape "
                            + Arrays.toString(shape)
                            + " has more than three axes: pass the spatial axes of one image");
        }
        return DistanceTransform.size(shape);
    }

    /** Refuses a dimension in which an image has no features. */
    static void checkDimension(int dimension, int axes) {
        if (dimension < 0 || dimension >= axes) {
            throw new IllegalArgumentException(
                    "dimension = "
                            + dimension
                            + ": an image with "
                            + axes
                            + " axes has features of dimension 0 to "
                            + (axes - 1));
        }
    }

    private static int[] sorted(float[] heights) {
        long[] keys = new long[heights.length];
        for (int v = 0; v < keys.length; v++) {
            // Adding 0 makes -0 and 0 the same; the bits of negative numbers run backwards.
            int bits = Float.floatToIntBits(heights[v] + 0f);
            int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE);
            keys[v] = (long) ordered << 32 | (Integer.MAX_VALUE - v);
        }
        Arrays.parallelSort(keys);
        int[] order = new int[keys.length];
        Arrays.setAll(order, r -> Integer.MAX_VALUE - (int) keys[r]);
        return order;
    }

    /** By counting: as divisions this would take longer than the sorting. */
    private byte[] edges() {
        byte[] all = new byte[voxels];
        for (int a = 0; a < lengths.length; a++) {
            int slab = lengths[a] * strides[a];
            for (int from = 0; from < voxels; from += slab) {
                for (int v = from, w = from + slab - strides[a]; w < from + slab; v++, w++) {
                    all[v] |= (byte) (1 << a);
                    all[w] |= (byte) (1 << (a + LAST));
                }
            }
        }
        return all;
    }

    int axes() {
        return lengths.length;
    }

    int voxels() {
        return voxels;
    }

    /** Tells whether a voxel is the first one along an axis. */
    boolean isFirst(int voxel, int axis) {
        return (edges[voxel] >> axis & 1) != 0;
    }

    /** Tells whether a voxel is the last one along an axis. */
    boolean isLast(int voxel, int axis) {
        return (edges[voxel] >> (axis + LAST) & 1) != 0;
    }

    int stride(int axis) {
        return strides[axis];
    }

    float height(int voxel) {
        return heights[voxel];
    }

    /** The cells of a dimension in order of entry. */
    Cells cells(int dimension) {
        if (cells[dimension] == null) {
            cells[dimension] = enter(dimension);
        }
        return cells[dimension];
    }

    private Cells enter(int dimension) {
        int[] kinds =
                IntStream.range(0, 1 << axes())
                        .filter(kind -> Integer.bitCount(kind) == dimension)
                        .toArray();
        int corners = kinds.length << dimension;
        // In order of entry, a slot for every way in which a voxel can be a corner of a cell.
        int[] slots = new int[Math.multiplyExact(corners, voxels)];
        Arrays.fill(slots, NONE);
        for (int kind = 0; kind < kinds.length; kind++) {
            int[] steps = steps(kinds[kind]);
            for (int base = 0; base < voxels; base++) {
                if ((edges[base] >> LAST & kinds[kind]) == 0) {
                    int owner = 0;
                    int latest = rank[base];
                    for (int corner = 1; corner < steps.length; corner++) {
                        if (rank[base + steps[corner]] > latest) {
                            owner = corner;
                            latest = rank[base + steps[corner]];
                        }
                    }
                    slots[latest * corners + owner * kinds.length + kind] = kind * voxels + base;
                }
            }
        }
        return new Cells(
                Arrays.stream(kinds).map(this::count).sum(), kinds.length * voxels, slots, order);
    }

    /** The steps in memory from the base of a cell to its corners. */
    private int[] steps(int axes) {
        int[] steps = new int[1 << Integer.bitCount(axes)];
        for (int set = 0, next = 0; set <= axes; set++) {
            if ((set & ~axes) == 0) {
                steps[next++] = reach[set];
            }
        }
        return steps;
    }

    /** Number of cells that span a set of axes. */
    private int count(int kind) {
        return IntStream.range(0, axes())
                .map(a -> lengths[a] - (kind >> a & 1))
                .reduce(1, (a, b) -> a * b);
    }
}

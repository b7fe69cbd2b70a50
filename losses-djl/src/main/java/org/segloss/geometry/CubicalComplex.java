package org.segloss.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

        private Cells(int count, int slots) {
            cell = new int[count];
            owner = new int[count];
            place = new int[slots];
        }
    }

    /** How a cell lies to one of its vertices: along some of its axes it reaches back from it. */
    private record Corner(int kind, int axes, int back) {}

    private final int[] lengths;
    private final int[] strides;

    /** The step in memory of one voxel along each of a set of axes. */
    private final int[] reach;

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
        return Arrays.stream(keys).mapToInt(key -> Integer.MAX_VALUE - (int) key).toArray();
    }

    int axes() {
        return lengths.length;
    }

    int voxels() {
        return voxels;
    }

    int length(int axis) {
        return lengths[axis];
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
        List<Corner> corners = corners(kinds, dimension);
        Cells result =
                new Cells(
                        Arrays.stream(kinds).map(this::count).sum(),
                        Math.multiplyExact(kinds.length, voxels));
        int next = 0;
        for (int r = 0; r < voxels; r++) {
            int voxel = order[r];
            int first = edge(voxel, false);
            int last = edge(voxel, true);
            for (Corner corner : corners) {
                int base = voxel - reach[corner.back];
                if ((corner.back & first) == 0
                        && (corner.axes & ~corner.back & last) == 0
                        && isLast(voxel, base, corner.axes)) {
                    int cell = corner.kind * voxels + base;
                    result.cell[next] = cell;
                    result.owner[next] = voxel;
                    result.place[cell] = next++;
                }
            }
        }
        return result;
    }

    /** All the ways in which a cell can lie to a voxel, those that reach forward first. */
    private List<Corner> corners(int[] kinds, int dimension) {
        List<Corner> corners = new ArrayList<>();
        for (int signs = 0; signs < 1 << dimension; signs++) {
            for (int kind = 0; kind < kinds.length; kind++) {
                int back = 0;
                int rest = signs;
                for (int axes = kinds[kind]; axes != 0; axes &= axes - 1) {
                    back |= (rest & 1) * Integer.lowestOneBit(axes);
                    rest >>= 1;
                }
                corners.add(new Corner(kind, kinds[kind], back));
            }
        }
        return corners;
    }

    /** Number of cells that span a set of axes. */
    private int count(int kind) {
        return IntStream.range(0, axes())
                .map(a -> lengths[a] - (kind >> a & 1))
                .reduce(1, (a, b) -> a * b);
    }

    /** The set of axes along which a voxel is the first or the last one. */
    private int edge(int voxel, boolean last) {
        int edge = 0;
        for (int a = 0; a < lengths.length; a++) {
            if (voxel / strides[a] % lengths[a] == (last ? lengths[a] - 1 : 0)) {
                edge |= 1 << a;
            }
        }
        return edge;
    }

    /** Tells whether a voxel enters last among the vertices of a cell. */
    private boolean isLast(int voxel, int base, int axes) {
        int vertex = axes;
        do {
            if (rank[base + reach[vertex]] > rank[voxel]) {
                return false;
            }
            vertex = (vertex - 1) & axes;
        } while (vertex != axes);
        return true;
    }
}

package org.segloss.geometry;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Erosion and dilation of regions of a grid, 64 voxels at a time. What is beyond the edge of the
 * grid has no say in either, unless it is asked for.
 *
 * <p>Objects are immutable.
 */
public final class Morphology {

    private final int size;
    private final int[] strides;

    /** The voxels that are not the first, and not the last, along each axis. */
    private final BitSet[] notFirst;

    private final BitSet[] notLast;

    /**
     * Describes the grid.
     *
     * @param shape number of voxels along each axis
     * @throws IllegalArgumentException if the shape has no axis, an axis without voxel or more
     *     voxels than an array can hold
     */
    public Morphology(int... shape) {
        size = DistanceTransform.size(shape);
        strides = new int[shape.length];
        notFirst = new BitSet[shape.length];
        notLast = new BitSet[shape.length];
        for (int axis = shape.length - 1, stride = 1; axis >= 0; axis--) {
            strides[axis] = stride;
            notFirst[axis] = without(0, shape[axis], stride);
            notLast[axis] = without(shape[axis] - 1, shape[axis], stride);
            stride *= shape[axis];
        }
    }

    /** The voxels whose place along an axis is another one. */
    private BitSet without(int place, int length, int stride) {
        BitSet voxels = new BitSet(size);
        voxels.set(0, size);
        for (int from = place * stride; from < size; from += length * stride) {
            voxels.clear(from, from + stride);
        }
        return voxels;
    }

    /**
     * Collects a region.
     *
     * @param contains tells whether a voxel, by its index in C order, belongs to it
     * @return its voxels
     */
    BitSet region(IntPredicate contains) {
        BitSet region = new BitSet(size);
        for (int v = 0; v < size; v++) {
            if (contains.test(v)) {
                region.set(v);
            }
        }
        return region;
    }

    /**
     * Finds the neighbours, those across an edge or a corner too, in time O(V).
     *
     * @param region a region
     * @return all voxels next to one of it, of its own only those that are
     */
    public BitSet neighbours(BitSet region) {
        BitSet found = new BitSet(size);
        BitSet wider = (BitSet) region.clone();
        for (int axis = 0; axis < strides.length; axis++) {
            BitSet sides = next(wider, axis);
            sides.or(previous(wider, axis));
            found.or(sides);
            wider.or(sides);
        }
        return found;
    }

    /**
     * Adds the neighbours, those across an edge or a corner too, in time O(V).
     *
     * @param region a region
     * @return its voxels and all next to them
     */
    public BitSet dilate(BitSet region) {
        BitSet wider = neighbours(region);
        wider.or(region);
        return wider;
    }

    /**
     * Takes away what has a neighbour outside, those across an edge or a corner too, in time O(V).
     *
     * @param region a region
     * @return the voxels with all their neighbours in it
     */
    public BitSet erode(BitSet region) {
        return complement(dilate(complement(region)));
    }

    /**
     * Takes away what has a neighbour outside across a face, in time O(V).
     *
     * @param region a region
     * @param edgeIsOutside whether what is beyond the edge of the grid is such a neighbour
     * @return the voxels with all neighbours across a face in it
     */
    public BitSet erodeFaces(BitSet region, boolean edgeIsOutside) {
        BitSet rest = (BitSet) region.clone();
        BitSet outside = complement(region);
        for (int axis = 0; axis < strides.length; axis++) {
            rest.andNot(next(outside, axis));
            rest.andNot(previous(outside, axis));
            if (edgeIsOutside) {
                rest.and(notFirst[axis]);
                rest.and(notLast[axis]);
            }
        }
        return rest;
    }

    private BitSet complement(BitSet region) {
        BitSet others = (BitSet) region.clone();
        others.flip(0, size);
        return others;
    }

    /** The voxels whose next one along an axis is in the region. */
    private BitSet next(BitSet region, int axis) {
        // Reading from a place on moves every voxel down by as many.
        BitSet moved = region.get(strides[axis], Math.max(strides[axis], region.length()));
        moved.and(notLast[axis]);
        return moved;
    }

    /** The voxels whose previous one along an axis is in the region. */
    private BitSet previous(BitSet region, int axis) {
        BitSet moved = up(region, strides[axis]);
        moved.and(notFirst[axis]);
        return moved;
    }

    private static BitSet up(BitSet region, int by) {
        long[] from = region.toLongArray();
        long[] to = new long[from.length + by / Long.SIZE + 1];
        for (int i = 0, at = by / Long.SIZE; i < from.length; i++, at++) {
            // Java shifts by the distance modulo 64: of a whole word nothing is left for the next.
            to[at] |= from[i] << by;
            to[at + 1] = by % Long.SIZE == 0 ? 0 : from[i] >>> -by;
        }
        return BitSet.valueOf(to);
    }
}

package org.segloss.geometry;

import java.util.Arrays;

/**
 * The largest value of the window around each voxel, and where it is: of several the first in C
 * order. What is beyond the edge of the grid does not count.
 */
public final class SlidingMaximum {

    private float[] values;
    private int[] places;

    /**
     * Slides a window over a map, axis by axis, in time O(V) for each voxel of its radius.
     *
     * @param shape number of voxels along each axis
     * @param map the values in C order; not changed
     * @param radius how far the window reaches along each axis
     */
    public SlidingMaximum(int[] shape, float[] map, int radius) {
        values = map;
        places = new int[map.length];
        for (int v = 0; v < places.length; v++) {
            places[v] = v;
        }
        int stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            slide(shape[axis], stride, radius);
            stride *= shape[axis];
        }
    }

    private void slide(int length, int stride, int radius) {
        float[] largest = new float[values.length];
        Arrays.fill(largest, Float.NEGATIVE_INFINITY);
        int[] where = new int[places.length];
        int reach = Math.min(radius, length - 1);
        for (int slab = 0; slab < values.length; slab += length * stride) {
            for (int by = -reach; by <= reach; by++) {
                int from = slab + Math.max(0, -by) * stride;
                int end = slab + (length - Math.max(0, by)) * stride;
                compare(by * stride, from, end, largest, where);
            }
        }
        values = largest;
        places = where;
    }

    /** Takes what is larger than all before it; without branches, which nothing could foresee. */
    private void compare(int by, int from, int end, float[] largest, int... where) {
        for (int v = from; v < end; v++) {
            float other = values[v + by];
            where[v] = other > largest[v] ? places[v + by] : where[v];
            largest[v] = Math.max(largest[v], other);
        }
    }

    /**
     * The largest value of the window around each voxel.
     *
     * @return the values in C order, in an array that is not asked for again
     */
    public float[] values() {
        return values;
    }

    /**
     * Where the largest value of the window around a voxel is.
     *
     * @param v the voxel
     * @return the voxel that has it
     */
    public int place(int v) {
        return places[v];
    }
}

package org.segloss.geometry;

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
        values = map.clone();
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
        int[] where = new int[places.length];
        for (int line = 0; line < values.length; line += stride) {
            int place = line / stride % length;
            int first = -Math.min(radius, place) * stride;
            int last = Math.min(radius, length - 1 - place) * stride;
            for (int v = line; v < line + stride; v++) {
                int best = v + first;
                for (int u = best + stride; u <= v + last; u += stride) {
                    best = values[u] > values[best] ? u : best;
                }
                largest[v] = values[best];
                where[v] = places[best];
            }
        }
        values = largest;
        places = where;
    }

    /**
     * The largest value of the window around a voxel.
     *
     * @param v the voxel
     * @return the value
     */
    public float value(int v) {
        return values[v];
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

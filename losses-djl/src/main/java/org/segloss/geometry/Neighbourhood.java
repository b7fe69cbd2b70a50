package org.segloss.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The neighbours of a voxel in a grid of any number of axes in C order: those within one step along
 * each axis that differ along a limited number of axes.
 */
final class Neighbourhood {

    private final int[] shape;
    private final int[] strides;

    /** One step for each neighbour: -1, 0 or 1 along each axis. */
    private final List<int[]> steps = new ArrayList<>();

    /**
     * Describes the grid.
     *
     * @param shape number of voxels along each axis
     * @param connectivity along how many axes a neighbour may differ, 1 (faces) to the number of
     *     axes (corners too)
     */
    Neighbourhood(int[] shape, int connectivity) {
        DistanceTransform.size(shape);
        if (connectivity < 1 || connectivity > shape.length) {
            throw new IllegalArgumentException(
                    "connectivity = "
                            + connectivity
                            + ": allowed is 1 (neighbours share a face) to "
                            + shape.length
                            + ", the number of axes (they share a corner)");
        }
        this.shape = shape.clone();
        strides = new int[shape.length];
        for (int axis = shape.length - 1, stride = 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        collect(new int[shape.length], 0, connectivity);
    }

    /**
     * How many neighbours a voxel has away from the edges of the grid.
     *
     * @return 2 per axis for faces, three to the number of axes less one for corners
     */
    int size() {
        return steps.size();
    }

    /**
     * A neighbour.
     *
     * @param v the index of a voxel
     * @param k which one, below {@link #size()}
     * @return its index, -1 if it is beyond the edge of the grid
     */
    int neighbour(int v, int k) {
        int[] step = steps.get(k);
        int u = v;
        for (int axis = 0; axis < step.length; axis++) {
            if (step[axis] != 0) {
                int position = v / strides[axis] % shape[axis] + step[axis];
                if (position < 0 || position >= shape[axis]) {
                    return -1;
                }
                u += step[axis] * strides[axis];
            }
        }
        return u;
    }

    /** Adds every step that agrees with the given one before an axis. */
    private void collect(int[] step, int axis, int left) {
        if (axis < step.length) {
            int reach = Math.min(left, 1);
            for (int by = -reach; by <= reach; by++) {
                int[] next = step.clone();
                next[axis] = by;
                collect(next, axis + 1, left - Math.abs(by));
            }
        } else if (Arrays.stream(step).anyMatch(by -> by != 0)) {
            steps.add(step);
        }
    }
}

package org.segloss.geometry;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** An axis-parallel part of a grid, and the bounding boxes of objects in it. */
final class Box {

    private final int[] grid;
    private final int[] low;
    private final int[] high;

    private Box(int[] grid, int[] low, int[] high) {
        this.grid = grid;
        this.low = low;
        this.high = high;
    }

    /** Finds the bounding box of every object, by its number; 0 is none. */
    static Map<Integer, Box> around(int[] grid, int[] objects) {
        Map<Integer, Box> boxes = new TreeMap<>();
        for (int v = 0; v < objects.length; v++) {
            if (objects[v] != 0) {
                boxes.computeIfAbsent(objects[v], id -> empty(grid)).include(v);
            }
        }
        return boxes;
    }

    private static Box empty(int[] grid) {
        return new Box(grid, grid.clone(), new int[grid.length]);
    }

    private void include(int v) {
        int rest = v;
        for (int axis = grid.length - 1; axis >= 0; axis--) {
            int position = rest % grid[axis];
            rest /= grid[axis];
            low[axis] = Math.min(low[axis], position);
            high[axis] = Math.max(high[axis], position + 1);
        }
    }

    /** Widens the box by a number of voxels on both ends of each axis, as far as the grid goes. */
    Box widened(int[] by) {
        int[] from = new int[grid.length];
        int[] to = new int[grid.length];
        Arrays.setAll(from, axis -> Math.max(low[axis] - by[axis], 0));
        Arrays.setAll(to, axis -> Math.min(high[axis] + by[axis], grid[axis]));
        return new Box(grid, from, to);
    }

    /** Returns the number of voxels along each axis. */
    int[] shape() {
        int[] shape = new int[grid.length];
        Arrays.setAll(shape, axis -> high[axis] - low[axis]);
        return shape;
    }

    /** Returns where in the grid the voxel i of the box is. */
    int at(int i) {
        int rest = i;
        int v = 0;
        for (int axis = grid.length - 1, stride = 1; axis >= 0; axis--) {
            int length = high[axis] - low[axis];
            v += (low[axis] + rest % length) * stride;
            rest /= length;
            stride *= grid[axis];
        }
        return v;
    }
}

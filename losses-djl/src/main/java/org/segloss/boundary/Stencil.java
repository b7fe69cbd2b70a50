package org.segloss.boundary;

/** The places around one voxel of a grid; what is beyond the edge is the edge. */
final class Stencil {

    private final int[] shape;
    private final int[] strides;
    private final int[] place;

    Stencil(int... shape) {
        this.shape = shape;
        strides = new int[shape.length];
        place = new int[shape.length];
        for (int axis = shape.length - 1, stride = 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
    }

    /** Moves to the beginning of a line of the last axis. */
    void toLine(int line) {
        int rest = line;
        for (int axis = shape.length - 2; axis >= 0; axis--) {
            place[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        place[shape.length - 1] = 0;
    }

    /** Moves on to the next voxel of the line. */
    void next() {
        place[shape.length - 1]++;
    }

    /** How far, in the order of the voxels, the place is that lies some steps along an axis. */
    int offset(int axis, int steps) {
        int to = Math.max(0, Math.min(shape[axis] - 1, place[axis] + steps));
        return (to - place[axis]) * strides[axis];
    }
}

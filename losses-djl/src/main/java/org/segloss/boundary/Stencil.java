package org.segloss.boundary;

import java.util.Arrays;
import org.segloss.host.Stretch;

/**
 * A few lines of a grid along the last axis, one after the other, and what is around them; what is
 * beyond the edge is the edge.
 *
 * <p>Neighbours are copied to where the voxels are that they are neighbours of: the compiler makes
 * vectors of loops only whose arrays have the same place at each step.
 */
final class Stencil {

    /**
     * As many voxels as make loops worth while, and fit the cache with all that is made of them.
     */
    private static final int ENOUGH = 1024;

    private final float[] p;
    private final float[] slopes;
    private final int[] shape;
    private final int[] strides;
    private final int line;
    private final int most;
    private int first;
    private int count;

    /**
     * Takes a grid.
     *
     * @param p its numbers
     * @param slopes where slopes of these are added
     * @param shape its axes, slowest first
     */
    Stencil(float[] p, float[] slopes, int... shape) {
        this.p = p;
        this.slopes = slopes;
        this.shape = shape;
        strides = new int[shape.length];
        for (int axis = shape.length - 1, stride = 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        line = shape[shape.length - 1];
        most = length(shape) / line;
    }

    /** How many voxels are looked at together, whole lines of them. */
    static int length(int... shape) {
        int line = shape[shape.length - 1];
        int lines = Arrays.stream(shape).reduce(1, Math::multiplyExact) / line;
        return line * Math.min(lines, Math.max(1, ENOUGH / line));
    }

    /**
     * Moves to the line of a voxel, and the next ones.
     *
     * @param voxel the voxel
     * @return the first voxel there
     */
    int moveTo(int voxel) {
        first = voxel / line;
        count = Math.min(strides[0] * shape[0] / line - first, most);
        return first * line;
    }

    /** The voxel after the last one there. */
    int end() {
        return (first + count) * line;
    }

    /**
     * Copies what lies beside the voxels.
     *
     * @param to where to write it
     * @param steps how far away it is along each axis
     */
    void read(float[] to, int... steps) {
        int by = alongLine(steps);
        int inside = line - Math.abs(by);
        for (int k = 0; k < count; k++) {
            int source = line(first + k, steps);
            int target = k * line;
            System.arraycopy(p, source + Math.max(by, 0), to, target + Math.max(-by, 0), inside);
            for (int i = 0; i < line - inside; i++) {
                to[target + (by < 0 ? i : line - 1 - i)] = p[source + (by < 0 ? 0 : line - 1)];
            }
        }
    }

    /**
     * Adds slopes in what lies beside the voxels.
     *
     * @param sign what they are multiplied by
     * @param added the slopes, by the voxels
     * @param steps how far away it is along each axis
     */
    void add(float sign, float[] added, int... steps) {
        int by = alongLine(steps);
        int inside = line - Math.abs(by);
        for (int k = 0; k < count; k++) {
            int target = line(first + k, steps);
            int source = k * line;
            int at = source + Math.max(-by, 0);
            Stretch.add(sign, added, at, slopes, target + Math.max(by, 0), inside);
            for (int i = 0; i < line - inside; i++) {
                slopes[target + (by < 0 ? 0 : line - 1)] +=
                        sign * added[source + (by < 0 ? i : line - 1 - i)];
            }
        }
    }

    /** How far away it is along the line, where beyond the line there is the edge alone. */
    private int alongLine(int... steps) {
        return Math.max(-line, Math.min(line, steps[steps.length - 1]));
    }

    /** Where the line begins that is so far away from one along all axes but the last. */
    private int line(int own, int... steps) {
        int at = 0;
        int rest = own;
        for (int axis = shape.length - 2; axis >= 0; axis--) {
            int place = rest % shape[axis] + steps[axis];
            at += Math.max(0, Math.min(shape[axis] - 1, place)) * strides[axis];
            rest /= shape[axis];
        }
        return at;
    }
}

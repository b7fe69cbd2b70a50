package org.segloss.boundary;

import java.util.BitSet;
import org.segloss.geometry.SeparableFilter;
import org.segloss.input.Targets;

/**
 * On which neighbours the value of a voxel depends.
 *
 * @param around how far they are along each axis, to both sides; none of them may be ignored
 * @param ahead how many voxels have to follow along each axis, one of a single voxel excepted
 */
record Reach(int around, int ahead) {

    /** The voxels, counted over all images, that have a value. */
    BitSet within(Targets targets) {
        int voxels = targets.voxels();
        int[] shape = targets.spatialShape();
        SeparableFilter surroundings = SeparableFilter.box(2 * around + 1);
        BitSet within = new BitSet();
        for (int n = 0; n < targets.images(); n++) {
            float[] ignored = new float[voxels];
            for (int v = 0; v < voxels; v++) {
                ignored[v] = targets.ignored(n * voxels + v) ? 1 : 0;
            }
            float[] near = surroundings.apply(shape, ignored);
            for (int v = 0; v < voxels; v++) {
                within.set(n * voxels + v, near[v] == 0 && followed(v, shape));
            }
        }
        return within;
    }

    private boolean followed(int v, int... shape) {
        int rest = v;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (rest % shape[axis] >= Math.max(1, shape[axis] - ahead)) {
                return false;
            }
            rest /= shape[axis];
        }
        return true;
    }
}

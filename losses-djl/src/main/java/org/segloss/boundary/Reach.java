package org.segloss.boundary;

import java.util.BitSet;
import org.segloss.geometry.Morphology;
import org.segloss.input.Targets;

/**
 * On which neighbours the value of a voxel depends.
 *
 * @param around how far they are along each axis, to both sides; none of them may be ignored
 * @param ahead how many voxels have to follow along each axis, one of a single voxel excepted
 */
record Reach(int around, int ahead) {

    /** The voxels of each image that have a value. */
    BitSet[] within(Targets targets) {
        int[] shape = targets.spatialShape();
        Morphology grid = new Morphology(shape);
        BitSet followed = followed(targets.voxels(), shape);
        BitSet[] within = new BitSet[targets.images()];
        for (int n = 0; n < within.length; n++) {
            BitSet ignored = targets.ignoredVoxels(n);
            for (int i = 0; i < around && !ignored.isEmpty(); i++) {
                ignored = grid.dilate(ignored);
            }
            within[n] = (BitSet) followed.clone();
            within[n].andNot(ignored);
        }
        return within;
    }

    private BitSet followed(int voxels, int... shape) {
        BitSet followed = new BitSet();
        followed.set(0, voxels);
        int stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            int kept = Math.max(1, shape[axis] - ahead) * stride;
            int slab = shape[axis] * stride;
            for (int from = 0; from < voxels; from += slab) {
                followed.clear(from + kept, from + slab);
            }
            stride = slab;
        }
        return followed;
    }
}

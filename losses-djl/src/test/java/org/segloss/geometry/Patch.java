package org.segloss.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A box of an image, no longer than a given side: what the topological loss looks at. */
final class Patch {

    private final int[] shape;
    private final int[] voxels;

    private Patch(int[] shape, int[] voxels) {
        this.shape = shape;
        this.voxels = voxels;
    }

    /** Cuts an image from the origin on; the last patches are smaller. */
    static List<Patch> of(int[] image, int side) {
        List<Patch> patches = new ArrayList<>();
        patches.add(new Patch(new int[0], new int[] {0}));
        for (int length : image) {
            List<Patch> longer = new ArrayList<>();
            for (Patch patch : patches) {
                for (int from = 0; from < length; from += side) {
                    longer.add(patch.along(from, Math.min(side, length - from), length));
                }
            }
            patches = longer;
        }
        return patches;
    }

    /** Adds an axis. */
    private Patch along(int from, int count, int length) {
        int[] longer = Arrays.copyOf(shape, shape.length + 1);
        longer[shape.length] = count;
        int[] more = new int[voxels.length * count];
        for (int i = 0; i < more.length; i++) {
            more[i] = voxels[i / count] * length + from + i % count;
        }
        return new Patch(longer, more);
    }

    int[] shape() {
        return shape.clone();
    }

    float[] cut(float[] image) {
        float[] values = new float[voxels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = image[voxels[i]];
        }
        return values;
    }

    /** The voxel of the image at a voxel of the patch. */
    int voxel(int inPatch) {
        return voxels[inPatch];
    }
}

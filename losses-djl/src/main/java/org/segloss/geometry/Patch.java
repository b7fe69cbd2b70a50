package org.segloss.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A box of an image, no longer than a given side along any axis. */
public final class Patch {

    private final int[] shape;
    private final int[] voxels;

    private Patch(int[] shape, int[] voxels) {
        this.shape = shape;
        this.voxels = voxels;
    }

    /**
     * Cuts an image from the first voxel on; the last patches are smaller.
     *
     * @param image number of voxels along each axis
     * @param side number of voxels along each axis of a patch
     * @return patches that cover the image, none of them over another
     */
    public static List<Patch> of(int[] image, int side) {
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

    /**
     * The size of the patch.
     *
     * @return number of voxels along each axis
     */
    public int[] shape() {
        return shape.clone();
    }

    /**
     * Takes the patch out of a map of the image.
     *
     * @param image value of each voxel of the image in C order
     * @return value of each voxel of the patch in C order
     */
    public float[] cut(float[] image) {
        float[] values = new float[voxels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = image[voxels[i]];
        }
        return values;
    }

    /**
     * The place of a voxel.
     *
     * @param inPatch index of a voxel of the patch
     * @return its index in the image
     */
    public int voxel(int inPatch) {
        return voxels[inPatch];
    }
}

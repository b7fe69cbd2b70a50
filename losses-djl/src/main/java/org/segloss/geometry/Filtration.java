package org.segloss.geometry;

/** The direction in which a threshold sweeps over an image. */
public enum Filtration {

    /** From low to high: what is at or below the threshold is there. */
    SUBLEVEL,

    /** From high to low: what is at or above the threshold is there. */
    SUPERLEVEL;

    /** The threshold that the sweep never reaches. */
    float end() {
        return this == SUBLEVEL ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
    }

    /** The opposite direction. */
    Filtration reversed() {
        return this == SUBLEVEL ? SUPERLEVEL : SUBLEVEL;
    }

    /**
     * The moments at which the voxels of an image enter.
     *
     * @throws IllegalArgumentException if the image has another number of voxels or a value that is
     *     not finite
     */
    float[] heights(float[] image, int voxels) {
        if (image.length != voxels) {
            throw new IllegalArgumentException(
                    "image of "
                            + image.length
                            + " numbers does not fit a grid of "
                            + voxels
                            + " voxels: give one number for each voxel");
        }
        float[] heights = new float[voxels];
        for (int v = 0; v < voxels; v++) {
            if (!Float.isFinite(image[v])) {
                throw new IllegalArgumentException(
                        "image has "
                                + image[v]
                                + " at voxel "
                                + v
                                + ": every value must be finite; mask or repair it first");
            }
            heights[v] = this == SUBLEVEL ? image[v] : -image[v];
        }
        return heights;
    }
}

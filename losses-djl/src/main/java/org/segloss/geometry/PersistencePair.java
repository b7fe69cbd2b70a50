package org.segloss.geometry;

/**
 * A topological feature of an image over a sweeping threshold: the voxel that creates it and the
 * voxel that ends it.
 *
 * @param birthVoxel index in C order of the voxel with which the feature appears
 * @param deathVoxel index in C order of the voxel with which it disappears, or {@link #NONE}
 * @param birth value of the image at the first voxel
 * @param death value of the image at the second one; infinite, in the direction of the sweep, for
 *     the feature that stays for ever
 */
public record PersistencePair(int birthVoxel, int deathVoxel, float birth, float death) {

    /** Takes the place of the voxel that ends a feature without an end. */
    public static final int NONE = -1;

    /** Reads the values from the image. */
    static PersistencePair of(
            int birthVoxel, int deathVoxel, float[] image, Filtration filtration) {
        return new PersistencePair(
                birthVoxel,
                deathVoxel,
                image[birthVoxel],
                deathVoxel == NONE ? filtration.end() : image[deathVoxel]);
    }

    /**
     * Tells whether the feature stays for ever. In an image that is the component of the voxel that
     * enters first, and nothing else.
     *
     * @return true if no voxel ends it
     */
    public boolean essential() {
        return deathVoxel == NONE;
    }
}

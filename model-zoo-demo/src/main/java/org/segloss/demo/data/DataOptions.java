package org.segloss.demo.data;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What can be chosen about a data set; each set takes what concerns it.
 *
 * @param seed what random choices start from
 * @param context how many neighbouring slices on each side are further channels of a brain slice
 * @param classes the number of classes of a folder with background, or 0 to find it in the masks
 * @param size the side of a silhouette image in pixels, a multiple of 16
 * @param patches the patches to train on, or null for whole images
 */
public record DataOptions(
        long seed,
        int context,
        int classes,
        int size,
        @JsonInclude(JsonInclude.Include.NON_NULL) PatchView patches) {

    /** The usual number of neighbouring slices on each side for a network that is to be good. */
    public static final int CONTEXT = 1;

    private static final int MAX_CONTEXT = 8;
    private static final int MAX_SIZE = 512;

    /**
     * Checks the ranges.
     *
     * @param seed any
     * @param context 0 to 8
     * @param classes 2 or more, or 0
     * @param size a multiple of 16 up to 512
     * @param patches any, or null
     */
    public DataOptions {
        require(
                context >= 0 && context <= MAX_CONTEXT,
                "context " + context,
                "0 to " + MAX_CONTEXT);
        require(
                classes == 0 || classes >= 2,
                "classes " + classes,
                "2 or more, or 0 to count them");
        require(
                size >= Grids.MULTIPLE && size <= MAX_SIZE && size % Grids.MULTIPLE == 0,
                "size " + size,
                "a multiple of " + Grids.MULTIPLE + " up to " + MAX_SIZE);
    }

    /**
     * The usual choice.
     *
     * @return seed 0, no neighbouring slices, classes counted, silhouettes of 64 x 64
     */
    public static DataOptions defaults() {
        return new DataOptions(0, 0, 0, 64, null);
    }

    /**
     * Another seed.
     *
     * @param value the seed
     * @return a copy
     */
    public DataOptions withSeed(long value) {
        return new DataOptions(value, context, classes, size, patches);
    }

    /**
     * Another number of neighbouring slices.
     *
     * @param value the number on each side
     * @return a copy
     */
    public DataOptions withContext(int value) {
        return new DataOptions(seed, value, classes, size, patches);
    }

    /**
     * Another number of classes.
     *
     * @param value the number with background, or 0
     * @return a copy
     */
    public DataOptions withClasses(int value) {
        return new DataOptions(seed, context, value, size, patches);
    }

    /**
     * Another size of silhouettes.
     *
     * @param value the side in pixels
     * @return a copy
     */
    public DataOptions withSize(int value) {
        return new DataOptions(seed, context, classes, value, patches);
    }

    /**
     * Patches instead of whole images.
     *
     * @param value their size and how they are drawn
     * @return a copy
     */
    public DataOptions withPatches(PatchView value) {
        return new DataOptions(seed, context, classes, size, value);
    }

    private static void require(boolean good, String found, String expected) {
        if (!good) {
            throw new IllegalArgumentException(found + ": expected " + expected);
        }
    }
}

package org.segloss.geometry;

/**
 * Thinning of a volume after <a href="https://doi.org/10.1006/cgip.1994.1042">Lee, Kashyap and
 * Chu</a> (1994): a layer from one of six sides at a time, without any voxel that would change the
 * number of components, tunnels or voids, and without the ends of lines.
 */
final class LeeThinning {

    /** The places of the neighbours from whose side a layer is peeled, in this order. */
    private static final int[] FACES = {10, 16, 14, 12, 22, 4};

    /** Number of sides. */
    static final int STEPS = FACES.length;

    private LeeThinning() {}

    /**
     * Removes voxels with nothing before one of their faces, each if the shape still allows it.
     *
     * @return whether there were any
     */
    static boolean peel(MaskVolume volume, int step) {
        int[] removable =
                volume.foreground()
                        .filter(v -> !volume.get(volume.neighbour(v, FACES[step])))
                        .filter(v -> isSimple(volume.neighbours(v)))
                        .toArray();
        boolean changed = false;
        for (int v : removable) {
            if (MaskVolume.isConnected(volume.neighbours(v))) {
                volume.clear(v);
                changed = true;
            }
        }
        return changed;
    }

    /** Neither the end of a line nor needed to keep components, tunnels and voids as they are. */
    private static boolean isSimple(int neighbours) {
        return Integer.bitCount(neighbours) != 1
                && MaskVolume.eulerChange(neighbours) == 0
                && MaskVolume.isConnected(neighbours);
    }
}

package org.segloss.geometry;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The {@link Skeleton} of a mask, thickened by voxels with a common face. It may reach beyond the
 * mask.
 */
public final class SkeletonTube {

    private SkeletonTube() {}

    /**
     * Thins a mask and thickens what remains.
     *
     * @param shape number of voxels along each of one to three axes; a line is thinned as a picture
     *     of one row
     * @param radius how often the skeleton is thickened
     * @param mask tells whether a voxel, by its index in C order, is foreground
     * @return 1 on the tube and 0 elsewhere, in C order
     * @throws IllegalArgumentException if the shape has more than three axes, or one without voxel
     */
    public static float[] of(int[] shape, int radius, IntPredicate mask) {
        BitSet tube = Skeleton.of(shape.length == 1 ? new int[] {1, shape[0]} : shape, mask);
        Neighbourhood faces = new Neighbourhood(shape, 1);
        for (int step = 0; step < radius; step++) {
            BitSet skin = new BitSet();
            tube.stream().forEach(v -> addNeighbours(faces, v, skin));
            tube.or(skin);
        }
        float[] map = new float[DistanceTransform.size(shape)];
        tube.stream().forEach(v -> map[v] = 1);
        return map;
    }

    private static void addNeighbours(Neighbourhood faces, int v, BitSet skin) {
        for (int k = 0; k < faces.size(); k++) {
            int u = faces.neighbour(v, k);
            if (u >= 0) {
                skin.set(u);
            }
        }
    }
}

package org.segloss.geometry;

import java.util.function.IntPredicate;

/**
 * How far every voxel is from the other side of a region's boundary: inside the distance to the
 * outside, outside the distance to the region. Where the region is empty or fills the whole image
 * there is no boundary, and the map is 0 everywhere. Objects are immutable.
 */
public final class BoundaryDistance {

    private final DistanceTransform transform;

    /**
     * Describes the grid.
     *
     * @param shape number of voxels along each axis
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     * @throws IllegalArgumentException if {@link DistanceTransform} refuses shape or spacing
     */
    public BoundaryDistance(int[] shape, float... spacing) {
        transform = new DistanceTransform(shape, spacing);
    }

    /**
     * Maps a region, in time linear in the number of voxels V: O(V).
     *
     * @param region tells whether a voxel, by its index in C order, belongs to the region; called
     *     from several threads
     * @return the distances in C order
     */
    public float[] of(IntPredicate region) {
        float[] distances = transform.toOtherLabel(v -> region.test(v) ? 1 : 0);
        return distances[0] < Float.POSITIVE_INFINITY ? distances : new float[distances.length];
    }
}

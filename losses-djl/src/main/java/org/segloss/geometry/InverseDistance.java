package org.segloss.geometry;

import java.util.function.IntPredicate;

/**
 * How near a region's voxels are to its boundary: the largest distance to the outside less the
 * voxel's own, the map of the <a href="https://arxiv.org/abs/1908.03679">distance map penalty</a>.
 *
 * <p>\[ \Phi(v) = \frac{\max_u d(u) - d(v)}{\max_u d(u) - \min_u d(u)} \]
 *
 * <p>for the voxels u and v of the region and their distance d to the outside: 1 on the boundary, 0
 * at the deepest voxel, and 1 everywhere in a region that is all boundary, such as a single voxel.
 * Without normalization there is no denominator. Outside the region, and where the region is empty
 * or fills the image, the map is 0. Objects are immutable.
 */
public final class InverseDistance {

    private final boolean normalized;
    private final DistanceTransform transform;

    /**
     * Describes the grid.
     *
     * @param normalized whether the map is brought to 0..1
     * @param shape number of voxels along each axis
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     * @throws IllegalArgumentException if {@link DistanceTransform} refuses shape or spacing
     */
    public InverseDistance(boolean normalized, int[] shape, float... spacing) {
        this.normalized = normalized;
        transform = new DistanceTransform(shape, spacing);
    }

    /**
     * Maps a region, in time linear in the number of voxels V: O(V).
     *
     * @param region tells whether a voxel, by its index in C order, belongs to the region
     * @return the map in C order
     */
    public float[] of(IntPredicate region) {
        float[] map = transform.toNearest(region.negate());
        float most = 0;
        float least = Float.POSITIVE_INFINITY;
        for (float distance : map) {
            most = Math.max(most, distance);
            least = distance > 0 ? Math.min(least, distance) : least;
        }
        if (most == Float.POSITIVE_INFINITY) {
            return new float[map.length];
        }
        for (int v = 0; v < map.length; v++) {
            if (map[v] > 0) {
                map[v] = near(map[v], least, most);
            }
        }
        return map;
    }

    private float near(float distance, float least, float most) {
        if (!normalized) {
            return most - distance;
        }
        return most == least ? 1 : (most - distance) / (most - least);
    }
}

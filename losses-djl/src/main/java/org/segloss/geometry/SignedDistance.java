package org.segloss.geometry;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Signed distance map of a region: positive outside, not positive inside. It is the weight map of
 * the <a href="https://arxiv.org/abs/1812.07032">boundary loss</a>.
 *
 * <p>Outside it is the distance to the nearest voxel of the region, inside it follows the {@link
 * Convention}. Where the region is empty or fills the whole image there is no boundary, and the map
 * is 0 everywhere.
 */
public final class SignedDistance {

    /** What the map holds inside the region, where \(d\) is the distance to the outside. */
    public enum Convention {

        /**
         * \(1 - d\), the map of the boundary loss's authors: at a spacing of 1 it is 0 on the
         * boundary and falls without a jump. The 1 is a unit of length, not a voxel, so a boundary
         * voxel is above 0 at a spacing below 1.
         */
        KERVADEC,

        /**
         * 0 on every voxel with a face neighbour outside the region, \(-d\) on all others, the map
         * of the SegLoss collection. Beyond the edge of the image nothing is outside the region.
         */
        SEGLOSS,

        /**
         * That of {@link #SEGLOSS}, with each side divided by its largest distance: -1 to 1. It is
         * the target of <a href="https://arxiv.org/abs/1912.03849">signed distance regression</a>.
         */
        NORMALIZED
    }

    private final Convention convention;
    private final Contour contour;
    private final BoundaryDistance distance;

    /**
     * Describes the grid.
     *
     * @param convention values inside the region
     * @param shape number of voxels along each axis
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     * @throws IllegalArgumentException if {@link DistanceTransform} refuses shape or spacing
     */
    public SignedDistance(Convention convention, int[] shape, float... spacing) {
        this.convention = convention;
        contour = new Contour(shape, false);
        distance = new BoundaryDistance(shape, spacing);
    }

    /**
     * The {@link Convention#NORMALIZED} map of a region, at a spacing of 1.
     *
     * @param shape number of voxels along each axis
     * @param region tells whether a voxel, by its index in C order, belongs to the region
     * @return the signed distances in C order
     */
    public static float[] normalized(int[] shape, IntPredicate region) {
        return new SignedDistance(Convention.NORMALIZED, shape).of(region);
    }

    /**
     * Maps a region.
     *
     * @param region tells whether a voxel, by its index in C order, belongs to the region; called
     *     from several threads
     * @return the signed distances in C order
     */
    public float[] of(IntPredicate region) {
        float[] map = distance.of(region);
        float outerUnit = unit(map, region.negate());
        float innerUnit = unit(map, region);
        BitSet rim = contour.of(region);
        for (int v = 0; v < map.length; v++) {
            // A region without a boundary has no inside.
            boolean inside = map[v] > 0 && region.test(v);
            map[v] = inside ? inside(map[v], rim.get(v)) / innerUnit : map[v] / outerUnit;
        }
        return map;
    }

    /** What the distances on one side are divided by. */
    private float unit(float[] distances, IntPredicate side) {
        float largest = 0;
        for (int v = 0; convention == Convention.NORMALIZED && v < distances.length; v++) {
            largest = Math.max(largest, side.test(v) ? distances[v] : 0);
        }
        return largest > 0 ? largest : 1;
    }

    private float inside(float distance, boolean rim) {
        return switch (convention) {
            case KERVADEC -> 1 - distance;
            case SEGLOSS, NORMALIZED -> rim ? 0 : -distance;
        };
    }
}

package org.segloss.geometry;

import java.util.BitSet;

/**
 * How far the contour of one region is from that of another: the mean over the voxels of the first
 * of the distance to the nearest voxel of the second. The edge of the image counts as outside.
 *
 * <p>The distances to the second contour are kept by {@link MapCache} for when it comes back. Safe
 * for use by several threads.
 */
public final class ContourDistance {

    private final float[] spacing;
    private final MapCache maps;

    /**
     * Says how distances are measured.
     *
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     */
    public ContourDistance(float... spacing) {
        this.spacing = spacing.clone();
        maps =
                new MapCache(
                        (shape, region) ->
                                new DistanceTransform(shape, spacing)
                                        .toNearest(new Contour(shape, true).of(region)::get));
    }

    /**
     * Measures, in time linear in the number of voxels V: O(V).
     *
     * @param shape number of voxels along each axis
     * @param from the region whose contour is walked along
     * @param to the region whose contour it should follow; not to be changed afterwards
     * @return the mean distance; the diagonal of the image if one of the regions is empty, 0 if
     *     both are
     * @throws IllegalArgumentException if {@link DistanceTransform} refuses shape or spacing
     */
    public double of(int[] shape, BitSet from, BitSet to) {
        if (from.isEmpty() || to.isEmpty()) {
            return from.isEmpty() && to.isEmpty()
                    ? 0
                    : new DistanceTransform(shape, spacing).diagonal();
        }
        float[] map = maps.get(shape, to);
        BitSet contour = new Contour(shape, true).of(from::get);
        return contour.stream().mapToDouble(v -> map[v]).average().orElseThrow();
    }
}

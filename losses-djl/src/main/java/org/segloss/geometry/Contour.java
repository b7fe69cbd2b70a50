package org.segloss.geometry;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The inner boundary of a region: its voxels that have a face neighbour outside. Objects are
 * immutable.
 */
public final class Contour {

    private final int size;
    private final Neighbourhood faces;
    private final boolean edgeIsOutside;

    /**
     * Describes the grid.
     *
     * @param shape number of voxels along each axis
     * @param edgeIsOutside whether what is beyond the edge of the image counts as outside, so that
     *     a region has a contour where it touches the edge
     * @throws IllegalArgumentException if the shape has no axis, an axis without voxel or more
     *     voxels than an array can hold
     */
    public Contour(int[] shape, boolean edgeIsOutside) {
        size = DistanceTransform.size(shape);
        faces = new Neighbourhood(shape, 1);
        this.edgeIsOutside = edgeIsOutside;
    }

    /**
     * Finds the contour of a region, in time linear in the number of voxels V: O(V).
     *
     * @param region tells whether a voxel, by its index in C order, belongs to the region
     * @return the voxels of the contour
     */
    public BitSet of(IntPredicate region) {
        BitSet contour = new BitSet(size);
        for (int v = 0; v < size; v++) {
            contour.set(v, contains(region, v));
        }
        return contour;
    }

    /** Tells whether a voxel is on the contour of a region. */
    boolean contains(IntPredicate region, int v) {
        if (!region.test(v)) {
            return false;
        }
        for (int k = 0; k < faces.size(); k++) {
            int u = faces.neighbour(v, k);
            if (u < 0 ? edgeIsOutside : !region.test(u)) {
                return true;
            }
        }
        return false;
    }
}

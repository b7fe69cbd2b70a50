package org.segloss.geometry;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The inner boundary of a region: its voxels that have a face neighbour outside. Objects are
 * immutable.
 */
public final class Contour {

    private final Morphology grid;
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
        grid = new Morphology(shape);
        this.edgeIsOutside = edgeIsOutside;
    }

    /**
     * Finds the contour of a region, in time linear in the number of voxels V: O(V).
     *
     * @param region tells whether a voxel, by its index in C order, belongs to the region
     * @return the voxels of the contour
     */
    public BitSet of(IntPredicate region) {
        return of(grid.region(region));
    }

    /**
     * Finds the contour of a region, 64 voxels at a time.
     *
     * @param region its voxels
     * @return the voxels of the contour
     */
    public BitSet of(BitSet region) {
        BitSet contour = (BitSet) region.clone();
        contour.andNot(grid.erodeFaces(region, edgeIsOutside));
        return contour;
    }
}

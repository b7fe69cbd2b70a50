package org.segloss.metric;

import java.util.BitSet;
import java.util.List;
import org.segloss.geometry.Contour;
import org.segloss.geometry.DistanceTransform;

/**
 * The voxels near the boundaries of the reference, to which a trimap restricts a measure (<a
 * href="https://doi.org/10.1007/s11263-008-0202-0">Kohli et al.</a>, 2009).
 *
 * <p>A boundary is made of the voxels of a class with a face neighbour outside it; the edge of the
 * image is none.
 */
public final class Trimap {

    private Trimap() {}

    /**
     * Finds the band, in time linear in the number of voxels V and classes C: O(V C).
     *
     * @param shape number of voxels along each axis
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     * @param classes the masks of all classes in the reference, without ignored voxels
     * @param width how far from a boundary the band reaches, in the unit of the spacing
     * @return the voxels at most that far from the boundary of any class, ignored ones too
     * @throws IllegalArgumentException if {@link DistanceTransform} refuses shape or spacing
     */
    public static BitSet band(int[] shape, float[] spacing, List<BitSet> classes, double width) {
        Contour contour = new Contour(shape, false);
        BitSet boundary = new BitSet();
        classes.forEach(mask -> boundary.or(contour.of(mask::get)));
        float[] map = new DistanceTransform(shape, spacing).toNearest(boundary::get);
        double reach = width * (1 + SurfaceDistances.ROUNDING);
        BitSet band = new BitSet();
        for (int v = 0; v < map.length; v++) {
            band.set(v, map[v] <= reach);
        }
        return band;
    }
}

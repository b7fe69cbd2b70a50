package org.segloss.metric;

import java.util.BitSet;
import org.segloss.geometry.Contour;
import org.segloss.geometry.DistanceTransform;

/**
 * The boundary F1 score of <a
 * href="http://www.bmva.org/bmvc/2013/Papers/paper0032/index.html">Csurka et al.</a> (2013): the
 * harmonic mean of the share of the predicted boundary that lies near that of the reference, and of
 * the share of the reference's that lies near the predicted one.
 *
 * <p>The paper leaves open what a boundary is. Here: the voxels of a mask with a face neighbour
 * outside it; the edge of the image is no boundary, and near is strictly nearer than theta.
 */
public final class BoundaryF1 {

    /** The distance of the paper, as a share of the diagonal of the image. */
    public static final double PAPER_SHARE = 0.0075;

    private BoundaryF1() {}

    /**
     * Scores one class of an image, in time linear in the number of voxels V: O(V).
     *
     * @param shape number of voxels along each axis
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     * @param prediction the voxels of one mask, by their indices in C order
     * @param reference the voxels of the other
     * @param theta what is near, in the unit of the spacing
     * @return 2 P R / (P + R); NaN without any boundary, 0 with a boundary in one mask alone
     * @throws IllegalArgumentException if {@link DistanceTransform} refuses shape or spacing
     */
    public static double of(
            int[] shape, float[] spacing, BitSet prediction, BitSet reference, double theta) {
        DistanceTransform distances = new DistanceTransform(shape, spacing);
        Contour contour = new Contour(shape, false);
        BitSet predicted = contour.of(prediction::get);
        BitSet labelled = contour.of(reference::get);
        if (predicted.isEmpty() || labelled.isEmpty()) {
            return predicted.isEmpty() && labelled.isEmpty() ? Double.NaN : 0;
        }
        double precision = near(distances, predicted, labelled, theta);
        double recall = near(distances, labelled, predicted, theta);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static double near(DistanceTransform distances, BitSet from, BitSet to, double theta) {
        float[] map = distances.toNearest(to::get);
        double reach = theta * (1 - SurfaceDistances.ROUNDING);
        return (double) from.stream().filter(v -> map[v] < reach).count() / from.cardinality();
    }
}

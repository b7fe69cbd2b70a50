package org.segloss.metric;

import java.util.BitSet;
import org.segloss.geometry.Skeleton;

/**
 * clDice (<a href="https://arxiv.org/abs/2003.07311">Shit et al.</a>, 2021): the harmonic mean of
 * the share of the predicted centre lines that lies in the reference, the topology precision, and
 * of the share of the reference's that was predicted, the topology sensitivity.
 */
public final class ClDice {

    private ClDice() {}

    /**
     * Scores one class of an image.
     *
     * @param shape number of voxels along each of two or three axes
     * @param prediction the voxels of one mask, by their indices in C order
     * @param reference the voxels of the other
     * @return the score; NaN if both masks are empty, 0 if one is
     * @throws IllegalArgumentException if {@link Skeleton} refuses the shape
     */
    public static double of(int[] shape, BitSet prediction, BitSet reference) {
        return of(
                prediction,
                reference,
                Skeleton.of(shape, prediction::get),
                Skeleton.of(shape, reference::get));
    }

    /**
     * Scores masks whose centre lines are known.
     *
     * @param prediction the voxels of one mask
     * @param reference the voxels of the other
     * @param predictedLines the skeleton of the first
     * @param referenceLines the skeleton of the second
     * @return the score; NaN if both masks are empty, 0 if one is, or has no skeleton
     */
    public static double of(
            BitSet prediction, BitSet reference, BitSet predictedLines, BitSet referenceLines) {
        if (prediction.isEmpty() && reference.isEmpty()) {
            return Double.NaN;
        }
        double precision = share(predictedLines, reference);
        double sensitivity = share(referenceLines, prediction);
        return precision + sensitivity == 0
                ? 0
                : 2 * precision * sensitivity / (precision + sensitivity);
    }

    private static double share(BitSet lines, BitSet mask) {
        BitSet inside = (BitSet) lines.clone();
        inside.and(mask);
        return lines.isEmpty() ? 0 : (double) inside.cardinality() / lines.cardinality();
    }
}

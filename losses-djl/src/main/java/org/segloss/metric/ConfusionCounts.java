package org.segloss.metric;

import java.util.BitSet;

/**
 * How many voxels were decided rightly and wrongly for one class, and the ratios of these counts.
 * Counts of several images or classes are added up before the division. A ratio 0 / 0 is NaN.
 *
 * @param truePositives voxels of the class that were found
 * @param falsePositives voxels of others that were taken for the class
 * @param falseNegatives voxels of the class that were missed
 * @param trueNegatives the others
 */
public record ConfusionCounts(
        long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

    /** No voxel at all. */
    public static final ConfusionCounts NONE = new ConfusionCounts(0, 0, 0, 0);

    /**
     * Counts the voxels of an image.
     *
     * @param prediction the voxels that are predicted to be of the class
     * @param reference those that are
     * @param voxels how many voxels count, which holds those of both masks
     * @return the counts
     */
    public static ConfusionCounts of(BitSet prediction, BitSet reference, long voxels) {
        BitSet both = (BitSet) prediction.clone();
        both.and(reference);
        long shared = both.cardinality();
        long predicted = prediction.cardinality();
        long labelled = reference.cardinality();
        return new ConfusionCounts(
                shared,
                predicted - shared,
                labelled - shared,
                voxels - predicted - labelled + shared);
    }

    /**
     * Adds up.
     *
     * @param other the counts of another image or class
     * @return the counts of both
     */
    public ConfusionCounts plus(ConfusionCounts other) {
        return new ConfusionCounts(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /**
     * Dice: twice the voxels that both masks share, over the voxels of both.
     *
     * @return 2 TP / (2 TP + FP + FN)
     */
    public double dice() {
        return fBeta(1);
    }

    /**
     * The Jaccard index, intersection over union.
     *
     * @return TP / (TP + FP + FN)
     */
    public double jaccard() {
        return (double) truePositives / (truePositives + falsePositives + falseNegatives);
    }

    /**
     * Which share of what was predicted is right.
     *
     * @return TP / (TP + FP)
     */
    public double precision() {
        return (double) truePositives / (truePositives + falsePositives);
    }

    /**
     * Which share of the class was found: its accuracy, sensitivity.
     *
     * @return TP / (TP + FN)
     */
    public double recall() {
        return (double) truePositives / (truePositives + falseNegatives);
    }

    /**
     * Which share of the others was left alone.
     *
     * @return TN / (TN + FP)
     */
    public double specificity() {
        return (double) trueNegatives / (trueNegatives + falsePositives);
    }

    /**
     * The weighted harmonic mean of precision and recall.
     *
     * @param beta how many times as much recall counts as precision
     * @return (1 + beta^2) TP / ((1 + beta^2) TP + beta^2 FN + FP)
     */
    public double fBeta(double beta) {
        double square = beta * beta;
        double found = (1 + square) * truePositives;
        return found / (found + square * falseNegatives + falsePositives);
    }

    /**
     * How alike the volumes are, wherever they lie (<a
     * href="https://doi.org/10.1186/s12880-015-0068-x">Taha and Hanbury</a>, 2015).
     *
     * @return 1 - |FN - FP| / (2 TP + FP + FN)
     */
    public double volumeSimilarity() {
        long both = 2 * truePositives + falsePositives + falseNegatives;
        return 1 - (double) Math.abs(falseNegatives - falsePositives) / both;
    }
}

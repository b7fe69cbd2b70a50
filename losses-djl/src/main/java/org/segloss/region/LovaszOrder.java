package org.segloss.region;

import java.util.stream.IntStream;
import org.segloss.geometry.Ranking;
import org.segloss.input.Targets;

/**
 * The Lovász extension on the host: what the error of each voxel counts, by the order of the
 * errors.
 */
final class LovaszOrder {

    private static final double TINY = 1e-7;

    private final Targets targets;
    private final int groups;

    /**
     * Takes the labels.
     *
     * @param targets the labels
     * @param groups in how many groups the images are sorted
     */
    LovaszOrder(Targets targets, int groups) {
        this.targets = targets;
        this.groups = groups;
    }

    /**
     * Finds what errors count.
     *
     * @param errors the errors {@code [N, C, V]}
     * @param shares what the loss of each class of a group counts, {@code [groups, C]}
     * @return by how much the error of each voxel goes into the loss
     */
    float[] factors(float[] errors, double... shares) {
        float[] factors = new float[errors.length];
        IntStream.range(0, shares.length)
                .parallel()
                .filter(row -> shares[row] != 0)
                .forEach(row -> fill(row, errors, shares[row], factors));
        return factors;
    }

    private void fill(int row, float[] errors, double share, float... factors) {
        int images = targets.images() / groups;
        int voxels = targets.voxels();
        int first = row / targets.classes() * images;
        int c = row % targets.classes();
        float[] own = new float[images * voxels];
        float[] labels = new float[own.length];
        for (int n = 0; n < images; n++) {
            System.arraycopy(errors, at(first + n, c), own, n * voxels, voxels);
            targets.copy(first + n, c, labels, n * voxels);
        }
        double total = 0;
        for (float label : labels) {
            total += label;
        }
        int wrong = leaveOutZeros(own, labels);
        double before = 0;
        int rank = 0;
        for (int i : Ranking.descending(own, wrong)) {
            double label = labels[i];
            double unionBefore = total + rank - before;
            double union = unionBefore + 1 - label;
            double intersection = total - before - label;
            double slope = label * union + (1 - label) * intersection;
            // Nothing labelled: the first voxel alone takes J from 0 to 1.
            double step =
                    total == 0 && rank == 0 ? 1 : slope / (union * Math.max(unionBefore, TINY));
            // In the memory of the errors, which are not asked for again.
            own[i] = (float) (share * step);
            before += label;
            rank++;
        }
        int next = 0;
        for (int n = 0; n < images; n++) {
            int at = at(first + n, c);
            for (int v = 0; v < voxels; v++, at++) {
                if (errors[at] > 0) {
                    factors[at] = own[next++];
                }
            }
        }
    }

    /** Errors of 0 come last and have no slope, and of a hinge they are the most. */
    private static int leaveOutZeros(float[] errors, float... labels) {
        int kept = 0;
        while (kept < errors.length && errors[kept] > 0) {
            kept++;
        }
        for (int i = kept; i < errors.length; i++) {
            float error = errors[i];
            errors[kept] = error;
            labels[kept] = labels[i];
            kept += error > 0 ? 1 : 0;
        }
        return kept;
    }

    private int at(int n, int c) {
        return (n * targets.classes() + c) * targets.voxels();
    }
}

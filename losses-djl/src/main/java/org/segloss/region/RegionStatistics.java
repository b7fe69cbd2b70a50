package org.segloss.region;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.function.UnaryOperator;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;

/**
 * The overlap counts of one batch, per image and class, weighted by voxel.
 *
 * <p>One matrix product gives them all: with B the labels of every voxel beside a column of its
 * weights, {@code [N, V, C + 1]}, the diagonal of p B is the intersection and its last column the
 * sum of p. No product map is made, none is kept for the way back, and ignored voxels are rows of
 * zeros. {@code docs/PERFORMANCE.md} has the timings of this and of the other forms.
 *
 * @param intersection TP, the sum of p g, {@code [N, C]}
 * @param predicted the sum of p (or of p squared), {@code [N, C]}
 * @param labelled the sum of g (or of g squared), {@code [N, C]}; a constant
 */
public record RegionStatistics(NDArray intersection, NDArray predicted, NDArray labelled) {

    /** How overlap is counted. */
    public enum Form {
        /** Products: the sum of p g, of p, of g. */
        PLAIN,
        /** Squares in the sums that are not the intersection (V-Net): p g, p squared, g squared. */
        SQUARED,
        /** The smaller of p and g: least where p = g also for soft labels (Wang 2023). */
        SOFT_LABEL;

        static Form of(boolean squared, boolean softLabels) {
            if (squared && softLabels) {
                throw new IllegalArgumentException(
                        "squared and softLabels exclude each other: the squared form already is least"
                                + " at p = g; set one of them");
            }
            return squared ? SQUARED : softLabels ? SOFT_LABEL : PLAIN;
        }
    }

    /**
     * Counts, once per evaluation and form.
     *
     * @param in the input
     * @param form how overlap is counted
     * @return the counts per image and class
     */
    public static RegionStatistics of(LossInput in, Form form) {
        return in.shared(form, () -> count(in, form));
    }

    /**
     * Applies one operation to all three counts.
     *
     * @param operation what to apply
     * @return the new counts
     */
    RegionStatistics map(UnaryOperator<NDArray> operation) {
        return new RegionStatistics(
                operation.apply(intersection),
                operation.apply(predicted),
                operation.apply(labelled));
    }

    private static RegionStatistics count(LossInput in, Form form) {
        Targets targets = in.targets();
        int classes = targets.classes();
        NDArray p = in.probabilities();
        NDArray labelled = labelled(in, form);
        if (form == Form.SOFT_LABEL) {
            NDArray predicted = weightedSum(p, in);
            NDArray apart = weightedSum(p.sub(in.labelMaps()).abs(), in);
            return new RegionStatistics(
                    predicted.add(labelled).sub(apart).div(2), predicted, labelled);
        }
        NDArray counts = p.matMul(in.shared("regionMatrix", () -> matrix(in)));
        float[] diagonal = new float[classes * (classes + 1)];
        for (int c = 0; c < classes; c++) {
            diagonal[c * (classes + 2)] = 1;
        }
        NDArray intersection =
                counts.mul(in.constant(diagonal, 1, classes, classes + 1)).sum(new int[] {2});
        NDArray predicted =
                form == Form.SQUARED
                        ? weightedSum(p.square(), in)
                        : counts.get(new NDIndex().addAllDim(2).addIndices(classes));
        return new RegionStatistics(intersection, predicted, labelled);
    }

    /** The sum of a map over the voxels, each by its weight, {@code [N, C]}. */
    static NDArray weightedSum(NDArray map, LossInput in) {
        NDArray weights =
                in.shared(
                        "voxelWeights",
                        () -> {
                            Targets targets = in.targets();
                            float[] column = new float[targets.images() * targets.voxels()];
                            for (int i = 0; i < column.length; i++) {
                                column[i] = targets.weight(i);
                            }
                            return in.constant(column, targets.images(), targets.voxels(), 1);
                        });
        return map.matMul(weights).squeeze(2);
    }

    private static NDArray labelled(LossInput in, Form form) {
        Targets targets = in.targets();
        double[] sums = new double[targets.images() * targets.classes()];
        for (int n = 0, k = 0; n < targets.images(); n++) {
            for (int c = 0; c < targets.classes(); c++, k++) {
                sums[k] = form == Form.SQUARED ? targets.squaredVolume(n, c) : targets.volume(n, c);
            }
        }
        return in.constant(sums, targets.images(), targets.classes());
    }

    private static NDArray matrix(LossInput in) {
        Targets targets = in.targets();
        int classes = targets.classes();
        int voxels = targets.voxels();
        float[] rows = new float[targets.images() * voxels * (classes + 1)];
        for (int n = 0, i = 0, k = 0; n < targets.images(); n++) {
            for (int v = 0; v < voxels; v++, i++, k += classes + 1) {
                float weight = targets.weight(i);
                rows[k + classes] = weight;
                if (targets.indexed()) {
                    rows[k + targets.index(i)] = weight;
                } else {
                    for (int c = 0; c < classes; c++) {
                        rows[k + c] = weight * targets.label(n, c, v);
                    }
                }
            }
        }
        return in.constant(rows, targets.images(), voxels, classes + 1);
    }
}

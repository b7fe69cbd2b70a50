package org.segloss.region;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.function.UnaryOperator;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;
import org.segloss.tensor.SafeMath;

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

    /** Up to so many terms single precision keeps six digits. */
    private static final int LONGEST_PRODUCT = 1 << 16;

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
     * Counts with further weights on the voxels of the intersection.
     *
     * @param in the input
     * @param form how overlap is counted
     * @param factors a factor for every voxel {@code [N, V]}, where channels are separate {@code
     *     [N, C, V]}; null for 1
     * @return the counts per image and class
     */
    static RegionStatistics of(LossInput in, Form form, float[] factors) {
        RegionStatistics counts = of(in, form);
        if (factors == null) {
            return counts;
        }
        NDArray p = in.probabilities();
        NDArray g = in.labelMaps();
        NDArray overlap =
                form == Form.SOFT_LABEL
                        ? SafeMath.times(p.add(g).sub(p.sub(g).abs()), 0.5)
                        : p.mul(g);
        int rows = in.exclusive() ? 1 : in.targets().classes();
        NDArray weights = in.constant(factors, in.targets().images(), rows, in.targets().voxels());
        return new RegionStatistics(
                weightedSum(overlap.mul(weights), in), counts.predicted, counts.labelled);
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
                    SafeMath.times(predicted.add(labelled).sub(apart), 0.5), predicted, labelled);
        }
        NDArray counts = product(p, in.shared("regionMatrix", () -> matrix(in)), in);
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
        return product(map, weights, in).squeeze(2);
    }

    /**
     * The matrix product {@code [N, C, V]} by {@code [N, V, K]}, slice by slice where the image is
     * large: the engines add up a long product one by one, and in single precision three million
     * terms cost PyTorch the fifth digit.
     */
    private static NDArray product(NDArray map, NDArray matrix, LossInput in) {
        int images = in.targets().images();
        int[] axes = in.targets().spatialShape();
        int slices = 1;
        int length = in.targets().voxels();
        for (int axis = 0; axis < axes.length - 1 && length > LONGEST_PRODUCT; axis++) {
            slices *= axes[axis];
            length /= axes[axis];
        }
        if (slices == 1) {
            return map.matMul(matrix);
        }
        long rows = map.getShape().get(1);
        long columns = matrix.getShape().get(2);
        NDArray sliced =
                map.reshape(images, rows, slices, length)
                        .transpose(0, 2, 1, 3)
                        .reshape((long) images * slices, rows, length);
        return sliced.matMul(matrix.reshape((long) images * slices, length, columns))
                .reshape(images, slices, rows * columns)
                .sum(new int[] {1})
                .reshape(images, rows, columns);
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

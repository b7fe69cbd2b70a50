package org.segloss.region;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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
     * Counts a class that fills most of the batch by what is not of it: p and g become 1 - p and 1
     * - g. Of a sum of nearly all voxels single precision keeps no digits for the few that are
     * missing from it.
     *
     * @param in the input
     * @return the counts of each class or of its complement, whichever is smaller
     */
    static RegionStatistics ofMinorities(LossInput in) {
        Targets targets = in.targets();
        int images = targets.images();
        int classes = targets.classes();
        double[] weights = IntStream.range(0, images).mapToDouble(targets::weightOfImage).toArray();
        double half = DoubleStream.of(weights).sum() / 2;
        double[] inverted = new double[classes];
        double[] labelled = new double[images * classes];
        for (int c = 0; c < classes; c++) {
            int k = c;
            double volume = IntStream.range(0, images).mapToDouble(n -> targets.volume(n, k)).sum();
            inverted[c] = volume > half ? 1 : 0;
            for (int n = 0; n < images; n++) {
                labelled[n * classes + c] =
                        volume > half ? weights[n] - targets.volume(n, c) : targets.volume(n, c);
            }
        }
        if (DoubleStream.of(inverted).sum() == 0) {
            return of(in, Form.PLAIN);
        }
        NDArray invert = in.constant(inverted, 1, classes);
        NDArray sign = invert.mul(-2).add(1);
        NDArray map =
                in.probabilities()
                        .mul(sign.reshape(1, classes, 1))
                        .add(invert.reshape(1, classes, 1));
        NDArray counts = products(map, in);
        NDArray predicted = lastColumn(counts, in);
        // The diagonal of an inverted class is what it lacks; the rest is what both leave out.
        NDArray intersection = diagonal(counts, in).mul(sign).add(predicted.mul(invert));
        return new RegionStatistics(
                intersection, predicted, in.constant(labelled, images, classes));
    }

    /**
     * How much of every class lies where which class is labelled.
     *
     * @param in the input
     * @return the sum of \( p_c g_l \) at c, l: {@code [N, C, C]}
     */
    static NDArray overlaps(LossInput in) {
        return counts(in).get(new NDIndex().addAllDim(2).addSliceDim(0, in.targets().classes()));
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
        if (factors == null) {
            return of(in, form);
        }
        if (form != Form.SOFT_LABEL) {
            return count(in, form, product(in.probabilities(), matrix(in, factors), in));
        }
        RegionStatistics counts = of(in, form);
        NDArray p = in.probabilities();
        NDArray g = in.labelMaps();
        NDArray least = SafeMath.times(p.add(g).sub(p.sub(g).abs()), 0.5);
        int rows = in.exclusive() ? 1 : in.targets().classes();
        NDArray weights = in.constant(factors, in.targets().images(), rows, in.targets().voxels());
        return new RegionStatistics(
                weightedSum(least.mul(weights), in), counts.predicted, counts.labelled);
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
        if (form != Form.SOFT_LABEL) {
            return count(in, form, counts(in));
        }
        NDArray p = in.probabilities();
        NDArray labelled = labelled(in, form);
        NDArray predicted = weightedSum(p, in);
        NDArray apart = weightedSum(p.sub(in.labelMaps()).abs(), in);
        return new RegionStatistics(
                SafeMath.times(predicted.add(labelled).sub(apart), 0.5), predicted, labelled);
    }

    private static RegionStatistics count(LossInput in, Form form, NDArray counts) {
        NDArray predicted =
                form == Form.SQUARED
                        ? weightedSum(in.probabilities().square(), in)
                        : lastColumn(counts, in);
        return new RegionStatistics(diagonal(counts, in), predicted, labelled(in, form));
    }

    private static NDArray counts(LossInput in) {
        return in.shared("regionCounts", () -> products(in.probabilities(), in));
    }

    /** The sums of a map times each label, and of the map itself, {@code [N, C, C + 1]}. */
    private static NDArray products(NDArray map, LossInput in) {
        return product(map, in.shared("regionMatrix", () -> matrix(in, null)), in);
    }

    private static NDArray diagonal(NDArray counts, LossInput in) {
        int classes = in.targets().classes();
        float[] diagonal = new float[classes * (classes + 1)];
        for (int c = 0; c < classes; c++) {
            diagonal[c * (classes + 2)] = 1;
        }
        return counts.mul(in.constant(diagonal, 1, classes, classes + 1)).sum(new int[] {2});
    }

    private static NDArray lastColumn(NDArray counts, LossInput in) {
        return counts.get(new NDIndex().addAllDim(2).addIndices(in.targets().classes()));
    }

    /**
     * The weight of the voxels of each image.
     *
     * @param in the input
     * @return the sum of the weights, once for every class, {@code [N, C]}; a constant
     */
    public static NDArray voxels(LossInput in) {
        Targets targets = in.targets();
        double[] sums = new double[targets.images() * targets.classes()];
        for (int n = 0; n < targets.images(); n++) {
            int from = n * targets.classes();
            Arrays.fill(sums, from, from + targets.classes(), targets.weightOfImage(n));
        }
        return in.constant(sums, targets.images(), targets.classes());
    }

    /**
     * Sums a map over the voxels.
     *
     * @param map values {@code [N, C, V]}
     * @param in the input
     * @return the sum of value times weight of the voxel, {@code [N, C]}
     */
    public static NDArray weightedSum(NDArray map, LossInput in) {
        Targets targets = in.targets();
        NDArray column = in.voxelWeights().reshape(targets.images(), targets.voxels(), 1);
        return product(map, column, in).squeeze(2);
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

    /** The labels of every voxel, times its factors if there are any, beside its weight. */
    private static NDArray matrix(LossInput in, float[] factors) {
        Targets targets = in.targets();
        int classes = targets.classes();
        int voxels = targets.voxels();
        float[] rows = new float[targets.images() * voxels * (classes + 1)];
        for (int n = 0, i = 0, k = 0; n < targets.images(); n++) {
            for (int v = 0; v < voxels; v++, i++, k += classes + 1) {
                float weight = targets.weight(i);
                rows[k + classes] = weight;
                if (targets.indexed()) {
                    int c = targets.index(i);
                    rows[k + c] = weight * factor(factors, in, n, c, v);
                } else {
                    for (int c = 0; c < classes; c++) {
                        rows[k + c] =
                                weight * targets.label(n, c, v) * factor(factors, in, n, c, v);
                    }
                }
            }
        }
        return in.constant(rows, targets.images(), voxels, classes + 1);
    }

    private static float factor(float[] factors, LossInput in, int n, int c, int v) {
        if (factors == null) {
            return 1;
        }
        int row = in.exclusive() ? n : n * in.targets().classes() + c;
        return factors[row * in.targets().voxels() + v];
    }
}

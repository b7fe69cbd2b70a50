package org.segloss.region;

import ai.djl.ndarray.NDArray;
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
 * <p>Each is a product map and its sum along one axis: both engines sum a trailing axis pairwise,
 * which keeps six digits of millions of voxels, where a matrix product adds them up one by one.
 * {@code docs/PERFORMANCE.md} has the timings of this and of the other forms.
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
        return in.shared(form, () -> count(in, form, null));
    }

    /**
     * Counts with further weights on the voxels of the intersection.
     *
     * @param in the input
     * @param form how overlap is counted
     * @param factors a factor for every voxel {@code [N, 1, V]}, where channels are separate {@code
     *     [N, C, V]}; null for 1
     * @return the counts per image and class
     */
    static RegionStatistics of(LossInput in, Form form, NDArray factors) {
        return factors == null ? of(in, form) : count(in, form, factors);
    }

    private static RegionStatistics count(LossInput in, Form form, NDArray factors) {
        NDArray p = in.probabilities();
        NDArray shared = shared(in, form);
        return new RegionStatistics(
                weightedSum(factors == null ? shared : shared.mul(factors), in),
                form == Form.SQUARED ? weightedSum(p.square(), in) : predicted(in),
                labelled(in, form));
    }

    private static NDArray labelled(LossInput in, Form form) {
        Targets targets = in.targets();
        if (in.hosted() && targets.indexed()) {
            // A pass that goes over the labels anyway adds them up faster than they are counted.
            return in.shared("labelledVolume", () -> weightedSum(in.labelMaps(), in));
        }
        return in.constant(volumes(in, form), targets.images(), targets.classes());
    }

    /** What prediction and label have in common at each voxel. */
    private static NDArray shared(LossInput in, Form form) {
        NDArray p = in.probabilities();
        NDArray g = in.labelMaps();
        // A hard label that is not the larger is 0, or p is the smaller.
        boolean products = form != Form.SOFT_LABEL || in.targets().indexed();
        return products ? p.mul(g) : SafeMath.times(p.add(g).sub(p.sub(g).abs()), 0.5);
    }

    private static NDArray predicted(LossInput in) {
        return in.shared("predictedVolume", () -> weightedSum(in.probabilities(), in));
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
            inverted[c] = targets.volume(c) > half ? 1 : 0;
            for (int n = 0; n < images; n++) {
                double volume = targets.volume(n, c);
                labelled[n * classes + c] = inverted[c] > 0 ? weights[n] - volume : volume;
            }
        }
        if (DoubleStream.of(inverted).sum() == 0) {
            return of(in, Form.PLAIN);
        }
        NDArray invert = in.constant(inverted, 1, classes, 1);
        NDArray sign = invert.mul(-2).add(1);
        NDArray p = in.probabilities().mul(sign).add(invert);
        NDArray g = in.labelMaps().mul(sign).add(invert);
        return new RegionStatistics(
                weightedSum(p.mul(g), in),
                weightedSum(p, in),
                in.constant(labelled, images, classes));
    }

    /**
     * Adds up what each class costs where another is labelled.
     *
     * @param in the input
     * @param costs what one voxel of class c costs where l is labelled, at l, c
     * @return the cost of all voxels of each label, {@code [N, C]}
     */
    static NDArray costs(LossInput in, double[] costs) {
        return weightedSum(in.mix(costs, in.probabilities()).mul(in.labelMaps()), in);
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
        return in.weighted(map).sum(new int[] {2});
    }

    /**
     * The labelled volume of each class in each image, of squared labels where p is squared too.
     */
    static double[] volumes(LossInput in, Form form) {
        Targets targets = in.targets();
        double[] sums = new double[targets.images() * targets.classes()];
        for (int n = 0, k = 0; n < targets.images(); n++) {
            for (int c = 0; c < targets.classes(); c++, k++) {
                sums[k] = form == Form.SQUARED ? targets.squaredVolume(n, c) : targets.volume(n, c);
            }
        }
        return sums;
    }
}

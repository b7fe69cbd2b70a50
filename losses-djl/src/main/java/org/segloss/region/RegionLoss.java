package org.segloss.region;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.AbsentClass;
import org.segloss.input.Aggregation;
import org.segloss.input.ClassSpan;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.input.Targets;

/**
 * A loss that measures the overlap of each class; a subclass gives the loss of a class.
 *
 * <p>The loss of a class comes from its sums over the voxels of each image or of the batch ({@code
 * aggregation}), optionally from the sums over all classes ({@code poolClasses}). Class weights
 * multiply it (with pooling, the sums), then comes the plain mean over the classes that count (or
 * their sum, {@code sumClasses}) and over the images, so that weights are not divided by their sum
 * (as MONAI). {@code reduction} {@code none} gives the weighted losses {@code [N, C']}, with N = 1
 * for {@code batch} and C' the classes that take part.
 *
 * <p>A class without a labelled voxel: {@code absentClass} {@code smooth} keeps its smoothed ratio,
 * so false positives are pushed down; {@code skip} leaves it out of the mean; {@code zero} lets it
 * count as 0 (as segmentation_models.pytorch).
 *
 * <p>The label array {@code weight_map} ({@code [N, *S]} or {@code [N, 1, *S]}) weighs the voxels
 * in every sum; with weights 0 and 1 it is a mask.
 */
public abstract class RegionLoss extends SegmentationLoss {

    /** Below this a score has no slope in its logarithm, and a denominator counts as 0. */
    protected static final double SMALLEST = 1e-7;

    private final Aggregation aggregation;
    private final AbsentClass absentClass;
    private final boolean poolClasses;
    private final boolean sumClasses;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if classes are pooled and absent ones treated apart
     */
    protected RegionLoss(Builder<?> builder) {
        super(builder);
        aggregation = builder.aggregation;
        absentClass = builder.absentClass;
        poolClasses = builder.poolClasses;
        sumClasses = builder.sumClasses;
        if (poolClasses && sumClasses) {
            throw new IllegalArgumentException(
                    "sumClasses has no meaning with poolClasses, where one ratio holds all classes:"
                            + " leave one of them out");
        }
        if (poolClasses && absentClass != AbsentClass.SMOOTH) {
            throw new IllegalArgumentException(
                    "absentClass = "
                            + absentClass.name().toLowerCase(Locale.ROOT)
                            + " has no meaning with poolClasses, where one ratio holds all classes:"
                            + " leave one of them out");
        }
    }

    /**
     * The loss of every class.
     *
     * @param in the input
     * @param aggregate turns sums per image and class, {@code [N, C]}, into those of a row (an
     *     image or the batch) and a class that takes part, or of all of them where they are pooled
     * @return a loss per row and class, 0 for perfect overlap
     */
    protected abstract NDArray losses(LossInput in, UnaryOperator<NDArray> aggregate);

    /**
     * What multiplies the sums of each class where classes are pooled, besides the class weights.
     *
     * @param volumes the volume of each class that takes part, of one row
     * @return a factor for each of them; 1 unless a loss says otherwise
     */
    protected double[] poolingFactors(double[] volumes) {
        double[] factors = new double[volumes.length];
        Arrays.fill(factors, 1);
        return factors;
    }

    /**
     * Whether a class counts, of those that take part.
     *
     * @param c the class
     * @param in the input
     * @return true unless a loss says otherwise
     */
    protected boolean counts(int c, LossInput in) {
        return true;
    }

    /**
     * Whether one ratio holds all classes.
     *
     * @return the option {@code poolClasses}
     */
    protected final boolean poolClasses() {
        return poolClasses;
    }

    /**
     * A curve that the loss is bent by.
     *
     * @param loss the loss of classes {@code [N, C']}, or their mean
     * @param in the input
     * @return the same unless a loss says otherwise
     */
    protected NDArray bend(NDArray loss, LossInput in) {
        return loss;
    }

    /**
     * Where the curve acts.
     *
     * @return true for the mean over classes and images, false for each of their losses
     */
    protected boolean bendsMean() {
        return false;
    }

    @Override
    public Set<String> labelArrays() {
        return Set.of(LossInput.WEIGHT_MAP);
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    @Override
    protected NDArray compute(LossInput in) {
        int first = includeBackground(in) ? 0 : 1;
        NDArray pooling = poolClasses ? pooling(in, first) : null;
        return reduce(losses(in, sums -> aggregate(sums, in, first, pooling)), in, first);
    }

    private NDArray reduce(NDArray losses, LossInput in, int first) {
        boolean last = bendsMean() && reduction() == Reduction.MEAN;
        NDArray weighted = (last ? losses : bend(losses, in)).mul(weights(in, first));
        if (reduction() == Reduction.NONE) {
            return weighted;
        }
        return last ? bend(weighted.sum(), in) : weighted.sum();
    }

    private NDArray aggregate(NDArray sums, LossInput in, int first, NDArray pooling) {
        int classes = in.targets().classes();
        NDArray rows = rows(new ClassSpan(first, classes).of(sums));
        return pooling == null ? rows : rows.mul(pooling).sum(new int[] {1}, true);
    }

    /**
     * Adds up over what {@code aggregation} says.
     *
     * @param sums sums of each image, {@code [N, C]}
     * @return the sums of each row: the same, or for {@code batch} their sum {@code [1, C]}
     */
    protected final NDArray rows(NDArray sums) {
        return aggregation == Aggregation.BATCH ? sums.sum(new int[] {0}, true) : sums;
    }

    /** What multiplies the sums of each class before they are added up. */
    private NDArray pooling(LossInput in, int first) {
        Targets targets = in.targets();
        int rows = rows(targets);
        int columns = targets.classes() - first;
        double[] weights = new double[rows * columns];
        for (int n = 0; n < rows; n++) {
            double[] volumes = new double[columns];
            for (int k = 0; k < columns; k++) {
                volumes[k] = volume(targets, n, first + k);
            }
            double[] factors = poolingFactors(volumes);
            for (int k = 0; k < columns; k++) {
                weights[n * columns + k] = factors[k] * weight(first + k, in);
            }
        }
        return in.constant(weights, rows, columns);
    }

    /** What multiplies the loss of each class so that the sum is the weighted mean. */
    private NDArray weights(LossInput in, int first) {
        Targets targets = in.targets();
        int rows = rows(targets);
        int columns = poolClasses ? 1 : targets.classes() - first;
        double[] weights = new double[rows * columns];
        for (int n = 0; n < rows; n++) {
            int counted = 0;
            for (int k = 0; k < columns; k++) {
                boolean absent =
                        absentClass != AbsentClass.SMOOTH && volume(targets, n, first + k) <= 0;
                boolean skipped = absent && absentClass == AbsentClass.SKIP;
                boolean counts = poolClasses || counts(first + k, in);
                counted += counts && !skipped ? 1 : 0;
                float weight = poolClasses ? 1f : weight(first + k, in);
                weights[n * columns + k] = absent ? 0 : weight;
            }
            for (int k = 0; reduction() == Reduction.MEAN && k < columns; k++) {
                weights[n * columns + k] /= (sumClasses ? 1 : Math.max(1, counted)) * rows;
            }
        }
        return in.constant(weights, rows, columns);
    }

    private float weight(int c, LossInput in) {
        return counts(c, in) ? classWeight(c, in) : 0f;
    }

    private int rows(Targets targets) {
        return aggregation == Aggregation.BATCH ? 1 : targets.images();
    }

    /** The labelled volume of a class in a row. */
    private double volume(Targets targets, int row, int c) {
        return aggregation == Aggregation.IMAGE ? targets.volume(row, c) : targets.volume(c);
    }

    /**
     * The options of overlap losses.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends SegmentationLoss.Builder<T> {

        @Option(
                "image: a ratio per image and class, then the mean; batch: sums over the batch first")
        private Aggregation aggregation = Aggregation.IMAGE;

        @Option("what a class without a labelled voxel contributes: smooth, skip or zero")
        private AbsentClass absentClass = AbsentClass.SMOOTH;

        @Option("whether the sums run over the classes too, which gives one ratio (NiftyNet)")
        private boolean poolClasses;

        @Option("whether the mean adds the losses of the classes up, as some papers write it")
        private boolean sumClasses;

        /** Creates a builder with every option at its default. */
        protected Builder() {}

        /**
         * Sets over what the sums of the ratio run.
         *
         * @param aggregation image or batch
         * @return this builder
         */
        public T optAggregation(Aggregation aggregation) {
            this.aggregation = aggregation;
            return self();
        }

        /**
         * Sets what a class without a labelled voxel contributes.
         *
         * @param absentClass smooth, skip or zero
         * @return this builder
         */
        public T optAbsentClass(AbsentClass absentClass) {
            this.absentClass = absentClass;
            return self();
        }

        /**
         * Sets whether the sums run over the classes too.
         *
         * @param poolClasses true for one ratio over all classes
         * @return this builder
         */
        public T optPoolClasses(boolean poolClasses) {
            this.poolClasses = poolClasses;
            return self();
        }

        /**
         * Sets whether the losses of the classes are added up before the mean over images.
         *
         * @param sumClasses true for the sum over the classes, false for their mean
         * @return this builder
         */
        public T optSumClasses(boolean sumClasses) {
            this.sumClasses = sumClasses;
            return self();
        }
    }
}

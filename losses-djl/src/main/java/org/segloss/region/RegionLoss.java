package org.segloss.region;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Locale;
import java.util.Set;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.AbsentClass;
import org.segloss.input.Aggregation;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.input.Targets;
import org.segloss.tensor.SafeMath;

/**
 * A loss that is one minus an overlap score per class; a subclass gives the score.
 *
 * <p>The score of a class is a ratio of {@link RegionStatistics}, per image or over the batch
 * ({@code aggregation}), optionally of the sums over all classes ({@code poolClasses}). The loss of
 * a class is 1 - score, or -ln score with {@code logLoss}; class weights multiply it (with pooling,
 * the counts), then comes the plain mean over the classes that count and over the images, so that
 * weights are not divided by their sum (as MONAI). {@code reduction} {@code none} gives the
 * weighted losses {@code [N, C']}, with N = 1 for {@code batch} and C' the classes that take part.
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
    static final double SMALLEST = 1e-7;

    private final Aggregation aggregation;
    private final AbsentClass absentClass;
    private final boolean poolClasses;
    private final boolean logLoss;
    private final float smoothNumerator;
    private final float smoothDenominator;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if a smoothing term is negative, or classes are pooled and
     *     absent ones treated apart
     */
    protected RegionLoss(Builder<?> builder) {
        super(builder);
        aggregation = builder.aggregation;
        absentClass = builder.absentClass;
        poolClasses = builder.poolClasses;
        logLoss = builder.logLoss;
        if (poolClasses && absentClass != AbsentClass.SMOOTH) {
            throw new IllegalArgumentException(
                    "absentClass = "
                            + absentClass.name().toLowerCase(Locale.ROOT)
                            + " has no meaning with poolClasses, where one ratio holds all classes:"
                            + " leave one of them out");
        }
        smoothNumerator =
                Arguments.within("smoothNumerator", builder.smoothNumerator, 0, Float.MAX_VALUE);
        smoothDenominator =
                Arguments.within(
                        "smoothDenominator", builder.smoothDenominator, 0, Float.MAX_VALUE);
    }

    /**
     * How the loss counts overlap.
     *
     * @return the form of the statistics it wants
     */
    protected abstract RegionStatistics.Form form();

    /**
     * The score of every class.
     *
     * @param counts the overlap counts, aggregated
     * @return a score per row and class, 1 for perfect overlap
     */
    protected abstract NDArray score(RegionStatistics counts);

    /**
     * What is added to the numerator.
     *
     * @return the option {@code smoothNumerator}
     */
    protected final float smoothNumerator() {
        return smoothNumerator;
    }

    /**
     * What is added to the denominator.
     *
     * @return the option {@code smoothDenominator}
     */
    protected final float smoothDenominator() {
        return smoothDenominator;
    }

    @Override
    public Set<String> labelArrays() {
        return Set.of(LossInput.WEIGHT_MAP);
    }

    @Override
    protected final NDArray compute(LossInput in) {
        int first = includeBackground(in) ? 0 : 1;
        RegionStatistics counts =
                RegionStatistics.of(in, form()).map(sum -> aggregate(sum, in, first));
        NDArray score = score(counts);
        NDArray loss = logLoss ? SafeMath.atLeast(score, SMALLEST).log().neg() : score.neg().add(1);
        NDArray weighted = loss.mul(weights(in, first));
        return reduction() == Reduction.NONE ? weighted : weighted.sum();
    }

    private NDArray aggregate(NDArray sums, LossInput in, int first) {
        int classes = in.targets().classes();
        NDArray counted =
                first == 0 ? sums : sums.get(new NDIndex().addAllDim().addSliceDim(first, classes));
        if (aggregation == Aggregation.BATCH) {
            counted = counted.sum(new int[] {0}, true);
        }
        if (!poolClasses) {
            return counted;
        }
        float[] weights = new float[classes - first];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = classWeight(first + k, in);
        }
        return counted.mul(in.constant(weights, 1, weights.length)).sum(new int[] {1}, true);
    }

    /** What multiplies the loss of each class so that the sum is the weighted mean. */
    private NDArray weights(LossInput in, int first) {
        Targets targets = in.targets();
        int rows = aggregation == Aggregation.BATCH ? 1 : targets.images();
        int columns = poolClasses ? 1 : targets.classes() - first;
        double[] weights = new double[rows * columns];
        for (int n = 0; n < rows; n++) {
            int counted = 0;
            for (int k = 0; k < columns; k++) {
                boolean absent = absentClass != AbsentClass.SMOOTH && absent(targets, n, first + k);
                counted += absent && absentClass == AbsentClass.SKIP ? 0 : 1;
                float weight = poolClasses ? 1f : classWeight(first + k, in);
                weights[n * columns + k] = absent ? 0 : weight;
            }
            for (int k = 0; reduction() == Reduction.MEAN && k < columns; k++) {
                weights[n * columns + k] /= Math.max(1, counted) * rows;
            }
        }
        return in.constant(weights, rows, columns);
    }

    private boolean absent(Targets targets, int n, int c) {
        return aggregation == Aggregation.BATCH ? !targets.present(c) : targets.volume(n, c) <= 0;
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

        @Option("whether the loss of a class is -ln score instead of 1 - score")
        private boolean logLoss;

        @Option("added to the numerator of the ratio")
        private float smoothNumerator = 1e-5f;

        @Option("added to the denominator of the ratio")
        private float smoothDenominator = 1e-5f;

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
         * Sets whether the loss of a class is the negative logarithm of its score.
         *
         * @param logLoss true for -ln score
         * @return this builder
         */
        public T optLogLoss(boolean logLoss) {
            this.logLoss = logLoss;
            return self();
        }

        /**
         * Sets what is added to the numerator.
         *
         * @param smoothNumerator 0 or more
         * @return this builder
         */
        public T optSmoothNumerator(float smoothNumerator) {
            this.smoothNumerator = smoothNumerator;
            return self();
        }

        /**
         * Sets what is added to the denominator.
         *
         * @param smoothDenominator 0 or more
         * @return this builder
         */
        public T optSmoothDenominator(float smoothDenominator) {
            this.smoothDenominator = smoothDenominator;
            return self();
        }
    }
}

package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SelectedClassesLoss;
import org.segloss.input.Aggregation;
import org.segloss.input.ClassSelection;
import org.segloss.input.ClassSpan;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.input.Targets;

/**
 * A loss that stands in for the Hausdorff distance: squared errors of voxels, weighed by how far
 * they are from where they would be right; a subclass says how.
 *
 * <p>From Karimi and Salcudean, <a href="https://arxiv.org/abs/1904.10030">Reducing the Hausdorff
 * Distance in Medical Image Segmentation with CNNs</a> (IEEE TMI 2020).
 *
 * <p>The loss of a class is a mean over the voxels of each image, or of the batch ({@code
 * aggregation}); class weights multiply it; then comes the plain mean over images and classes.
 * {@code classes} is {@code foreground}, {@code all}, {@code present} or a list. An absent class
 * counts: its errors are false positives. Ignored voxels are left out of sum and count and belong
 * to no region. {@code reduction} {@code none} gives {@code [N, C]}, with N = 1 for {@code batch},
 * and 0 for a class that does not count.
 */
public abstract class HausdorffLoss extends SelectedClassesLoss {

    private final float alpha;
    private final Aggregation aggregation;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if alpha is not between 0 and 10
     */
    protected HausdorffLoss(Builder<?> builder) {
        super(builder);
        alpha = Arguments.within("alpha", builder.alpha, 0, 10);
        aggregation = builder.aggregation;
    }

    /**
     * The errors of consecutive classes, among them all that count.
     *
     * @param span the K classes
     * @param p their probabilities, 0 where ignored, {@code [N, K, V]}
     * @param g their labels, 0 where ignored
     * @param squares \( (p - g)^2 \)
     */
    record Errors(ClassSpan span, NDArray p, NDArray g, NDArray squares) {}

    /**
     * What each voxel costs.
     *
     * @param in the input
     * @param errors the errors
     * @param counted the classes that count; the others may cost anything finite
     * @return 0 or more, {@code [N, K, V]}
     */
    abstract NDArray penalties(LossInput in, Errors errors, int... counted);

    /**
     * What a distance counts.
     *
     * @param distance 0 or more
     * @return the distance to the power {@code alpha}
     */
    protected final double power(double distance) {
        return Math.pow(distance, alpha);
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    @Override
    protected NDArray compute(LossInput in) {
        int[] counted = counted(in);
        boolean all = reduction() == Reduction.NONE;
        ClassSpan span = all ? new ClassSpan(0, in.targets().classes()) : ClassSpan.around(counted);
        NDArray p = in.counted(span.of(in.probabilities()));
        NDArray g = span.of(in.labelMaps());
        Errors errors = new Errors(span, p, g, p.sub(g).square());
        NDArray sums = penalties(in, errors, counted).sum(new int[] {2});
        NDArray losses = sums.mul(weights(in, span, counted));
        if (!all) {
            return losses.sum();
        }
        return aggregation == Aggregation.BATCH ? losses.sum(new int[] {0}, true) : losses;
    }

    /** What makes the weighted means of sums over voxels, {@code [N, K]}. */
    private NDArray weights(LossInput in, ClassSpan span, int... counted) {
        Targets targets = in.targets();
        int rows = aggregation == Aggregation.BATCH ? 1 : targets.images();
        double[] weights = new double[targets.images() * span.size()];
        for (int n = 0; n < targets.images(); n++) {
            double voxels = rows == 1 ? targets.validVoxels() : targets.validVoxels(n);
            int terms = reduction() == Reduction.MEAN ? rows * counted.length : 1;
            for (int c : counted) {
                weights[n * span.size() + c - span.first()] =
                        classWeight(c, in) / Math.max(1, voxels) / terms;
            }
        }
        return in.constant(weights, targets.images(), span.size());
    }

    /**
     * The options of losses that stand in for the Hausdorff distance.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>>
            extends SelectedClassesLoss.Builder<T> {

        @Option("exponent of the distance, 0 to 10 (paper: 2)")
        private float alpha = 2f;

        @Option("image: a mean over the voxels of each image; batch: over those of the batch")
        private Aggregation aggregation = Aggregation.IMAGE;

        /** Creates a builder with every option at its default. */
        protected Builder() {
            super(ClassSelection.FOREGROUND);
        }

        /**
         * Sets the exponent of the distance.
         *
         * @param alpha \( \alpha \), 0 to 10
         * @return this builder
         */
        public T optAlpha(float alpha) {
            this.alpha = alpha;
            return self();
        }

        /**
         * Sets over what voxels the means run.
         *
         * @param aggregation image or batch
         * @return this builder
         */
        public T optAggregation(Aggregation aggregation) {
            this.aggregation = aggregation;
            return self();
        }
    }
}

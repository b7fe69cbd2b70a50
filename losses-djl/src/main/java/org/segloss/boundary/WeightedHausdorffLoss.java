package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.BitSet;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.SelectedClassesLoss;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.input.Targets;
import org.segloss.tensor.ExternalGradient;

/**
 * Weighted Hausdorff distance between the probabilities and the points of the label.
 *
 * <p>From Ribera et al., <a href="https://arxiv.org/abs/1806.07564">Locating Objects Without
 * Bounding Boxes</a> (CVPR 2019). It is written from the formula alone: the authors' code is for
 * non-commercial use only and claims patents in the USA, so <b>have it checked before commercial
 * use</b>. Use it for small objects; not in large images: points times voxels is its time.
 *
 * <p>\[ L = \frac{\sum_x p_x\, d(x, Y)}{\sum_x p_x + \epsilon} + \frac{1}{|Y|} \sum_{y \in Y}
 * \left( \frac{1}{V} \sum_x \left( p_x\, d(x, y) + (1 - p_x) D + \epsilon \right)^\alpha \right)^{1
 * / \alpha} \]
 *
 * <p>d is the Euclidean distance in units of {@code spacing}, D the diagonal of the image, \(
 * \epsilon \) 1e-6, and Y {@code points}: all voxels of the class ({@code filled}), or those with a
 * face neighbour outside or at the edge ({@code boundary}). {@code version} 1, the paper's first,
 * sums \( \min(D, \min_x (d + \epsilon) / (p_x^4 + \epsilon / D)) \) instead. A class without
 * points costs D and has no gradient.
 *
 * <p>Class weights multiply the distances; then comes the mean over images and classes, for {@code
 * none} {@code [N, C]}. Shapes: see {@link SegmentationLoss}. Range: 0 to about 2D, next to 0 for a
 * perfect prediction with {@code filled}. Ignored voxels are left out. The gradient is computed on
 * the host with the value; there is no second derivative.
 */
public final class WeightedHausdorffLoss extends SelectedClassesLoss {

    private final float alpha;
    private final int version;
    private final LabelPoints points;
    private final float[] spacing;

    private WeightedHausdorffLoss(Builder builder) {
        super(builder);
        alpha = Arguments.within("alpha", builder.alpha, -30, -0.1);
        version = (int) Arguments.within("version", builder.version, 1, 2);
        points = builder.points;
        spacing = Arguments.spacing(builder.spacing);
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    @Override
    protected NDArray compute(LossInput in) {
        Targets targets = in.targets();
        int channels = targets.classes();
        int[] counted = counted(in);
        double[] p = in.hostProbabilities();
        double[] values = new double[targets.images() * channels];
        double[] gradient = new double[p.length];
        int[] shape = targets.spatialShape();
        WeightedHausdorff distance = new WeightedHausdorff(alpha, version == 1, shape, spacing);
        double terms = reduction() == Reduction.MEAN ? targets.images() * counted.length : 1;
        for (int n = 0; n < targets.images(); n++) {
            for (int c : counted) {
                int i = n * channels + c;
                BitSet region = targets.region(n, c);
                BitSet valid = targets.rest(n, c);
                valid.or(region);
                double w = classWeight(c, in) / terms;
                BitSet y = points.of(shape, region);
                values[i] = distance.of(y, valid, p, i * targets.voxels(), w, gradient);
            }
        }
        NDArray slopes = in.constant(gradient, targets.images(), channels, targets.voxels());
        NDArray distances = in.constant(values, targets.images(), channels);
        NDArray losses = ExternalGradient.of(in.probabilities(), slopes, distances);
        return reduction() == Reduction.NONE ? losses : losses.sum();
    }

    /** The options of {@link WeightedHausdorffLoss}. */
    public static final class Builder extends DistanceBuilder<Builder> {

        @Option("exponent of the mean, -30 to -0.1; low ones near the minimum (paper: -1)")
        private float alpha = -1f;

        @Option("of the paper: 2 with the mean, 1 with the minimum")
        private int version = 2;

        @Option("the label's points: filled (all voxels of the class) or boundary (its inner one)")
        private LabelPoints points = LabelPoints.FILLED;

        private Builder() {}

        /**
         * Sets the exponent of the mean.
         *
         * @param alpha \( \alpha \), -30 to -0.1
         * @return this builder
         */
        public Builder optAlpha(float alpha) {
            this.alpha = alpha;
            return this;
        }

        /**
         * Sets the version of the paper.
         *
         * @param version 2 or 1
         * @return this builder
         */
        public Builder optVersion(int version) {
            this.version = version;
            return this;
        }

        /**
         * Sets which voxels of the label are its points.
         *
         * @param points all or the boundary
         * @return this builder
         */
        public Builder optPoints(LabelPoints points) {
            this.points = points;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public WeightedHausdorffLoss build() {
            return new WeightedHausdorffLoss(this);
        }
    }
}

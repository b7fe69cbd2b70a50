package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.BitSet;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;
import org.segloss.region.RegionLoss;
import org.segloss.region.RegionStatistics;
import org.segloss.tensor.SafeMath;
import org.segloss.tensor.SoftSkeleton;

/**
 * Soft clDice loss: how much of each skeleton, the label's and the prediction's, lies in the other
 * mask; mixed with Dice.
 *
 * <p>From Shit, Paetzold et al., <a href="https://arxiv.org/abs/2003.07311">clDice - a Novel
 * Topology-Preserving Loss Function for Tubular Structure Segmentation</a> (CVPR 2021). Use it for
 * vessels, roads and neurons, where a gap of a voxel counts more than the width; not for bodies,
 * whose skeletons say little. On a CPU it takes the memory of two rows (a class of an image) an
 * iteration and thread, on an engine that of about six maps an iteration.
 *
 * <p>\[ L = (1 - \alpha) \Bigl(1 - \frac{2 \sum p g + s}{\sum p + \sum g + s}\Bigr) + \alpha
 * \Bigl(1 - \frac{2 P S}{P + S}\Bigr), \quad P = \frac{\sum \sigma(p) g + \epsilon}{\sum \sigma(p)
 * + \epsilon}, \; S = \frac{\sum \sigma(g) p + \epsilon}{\sum \sigma(g) + \epsilon} \]
 *
 * <p>\( \sigma \) is the {@link SoftSkeleton} after {@code iterations} erosions, which should be no
 * fewer than the largest radius in voxels. The sums run over batch and classes, as in the authors'
 * code ({@code aggregation} and {@code poolClasses} say otherwise). That code takes ten iterations
 * whatever it is told; the default is MONAI's. The version of 2019 is {@code skeleton} {@code
 * contours} with {@code alpha} 1, {@code aggregation} {@code image} and {@code poolClasses} false.
 * MONAI drops channel 0 even if it is the only one, and then is always 0; here it is kept where it
 * is no background.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}, with one to three spatial axes; options:
 * {@link RegionLoss}. Range: 0 for a perfect prediction to 1. {@code classes} is {@code
 * foreground}, {@code all}, {@code present} or a list; with {@code reduction} {@code none} the
 * others are 0. An absent class costs what is predicted of it; ignored voxels are background to the
 * skeletons. The gradient passes through p and through its skeleton; the label's is a constant.
 */
public final class SoftClDiceLoss extends SkeletonLoss {

    private final float alpha;
    private final float smooth;

    private SoftClDiceLoss(Builder builder) {
        super(builder);
        alpha = Arguments.within("alpha", builder.alpha, 0, 1);
        smooth = Arguments.within("smooth", builder.smooth, 1e-7, Float.MAX_VALUE);
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
    protected NDArray losses(LossInput in, UnaryOperator<NDArray> aggregate) {
        UnaryOperator<NDArray> sum = m -> aggregate.apply(RegionStatistics.weightedSum(m, in));
        NDArray p = in.probabilities();
        NDArray g = in.labelMaps();
        NDArray clDice =
                harmonicMean(inside(skeleton(p, in), g, sum), inside(labelled(in), p, sum));
        RegionStatistics counts = RegionStatistics.of(in, RegionStatistics.Form.PLAIN);
        NDArray volumes = aggregate.apply(counts.predicted().add(counts.labelled()));
        NDArray overlap = SafeMath.times(aggregate.apply(counts.intersection()), 2);
        NDArray dice = overlap.add(smooth).div(volumes.add(smooth));
        return SafeMath.times(dice, alpha - 1).sub(SafeMath.times(clDice, alpha)).add(1);
    }

    /** The skeletons of the labels. */
    private NDArray labelled(LossInput in) {
        Targets targets = in.targets();
        UnaryOperator<BitSet> hard = hardSkeleton(in);
        return targets.hard()
                ? in.constant((n, c) -> hard.apply(targets.region(n, c)))
                : skeleton(in.labelMaps(), in);
    }

    /** How much of a skeleton lies in a mask. */
    private NDArray inside(NDArray skeleton, NDArray mask, UnaryOperator<NDArray> sum) {
        return share(sum.apply(skeleton.mul(mask)), sum.apply(skeleton));
    }

    /** The options of {@link SoftClDiceLoss}. */
    public static final class Builder extends SkeletonLoss.Builder<Builder> {

        @Option("share of clDice in the mix with Dice, 0 to 1 (paper: up to 0.5)")
        private float alpha = 0.5f;

        @Option("added to numerator and denominator of Dice")
        private float smooth = 1f;

        private Builder() {}

        /**
         * Sets the share of clDice.
         *
         * @param alpha \( \alpha \), 0 to 1
         * @return this builder
         */
        public Builder optAlpha(float alpha) {
            this.alpha = alpha;
            return this;
        }

        /**
         * Sets what is added to Dice.
         *
         * @param smooth s, 1e-7 or more
         * @return this builder
         */
        public Builder optSmooth(float smooth) {
            this.smooth = smooth;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public SoftClDiceLoss build() {
            return new SoftClDiceLoss(this);
        }
    }
}

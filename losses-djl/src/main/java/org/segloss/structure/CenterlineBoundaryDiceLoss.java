package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.BitSet;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.region.RegionLoss;
import org.segloss.region.RegionStatistics;

/**
 * Centerline boundary Dice loss: clDice that knows radii, so that thin vessels count like thick
 * ones.
 *
 * <p>From Shi et al., <a href="https://arxiv.org/abs/2407.01517">Centerline Boundary Dice Loss for
 * Vascular Segmentation</a> (MICCAI 2024). Add it to Dice and cross entropy for vessels of many
 * diameters. Alone it is no use: its gradient is 0 where all decisions are right, and at every
 * voxel that is decided to be background.
 *
 * <p>\[ L = 1 - \frac{2 P S}{P + S}, \; P = \frac{\sum I_p p \, D_g + \epsilon}{\sum I_p p \, (R_g
 * \sqcup R_p p) + \epsilon}, \; S = \frac{\sum I_g D_p p + \epsilon}{\sum I_g (R_p p \sqcup R_g) +
 * \epsilon} \]
 *
 * <p>with \( a \sqcup b \) for a, or b where a is 0. For the masks g and p &gt; 0.5, r is the
 * distance of a voxel to the outside, in units of {@code spacing} (one number per spatial axis,
 * slowest first), m the largest on the skeleton, and D = r/m, at most 1. On the skeleton R = r/m
 * and I = ((m - r + u)/m)^(d-1), with d axes and u the smallest spacing; elsewhere both are 0.
 * {@code inverse} {@code division} is I = (m/r)^(d-1), from an earlier version of the authors'
 * code. {@code iterations} should be no fewer than the largest radius in voxels. The authors take
 * the foreground for one class, which has the largest of its logits ({@code mergeClasses}), sum
 * over the batch (as here; {@code aggregation}) and return -2PS/(P+S).
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}, with one to three spatial axes; options:
 * {@link RegionLoss}. Range: 0 for a perfect prediction to 1; where a skeleton passes the other
 * mask off its centre, a share may exceed 1 and L be a little below 0. {@code classes} is {@code
 * foreground}, {@code all}, {@code present} or a list; with {@code reduction} {@code none} the
 * others are 0. Soft labels are cut at 0.5; ignored voxels are background. An absent class costs
 * what is predicted of it; a label that fills its image counts nothing there. The gradient passes
 * through the factors p alone: distances and skeletons are constants.
 */
public final class CenterlineBoundaryDiceLoss extends SkeletonLoss {

    private final CenterlineWeighting weighting;
    private final boolean mergeClasses;

    private CenterlineBoundaryDiceLoss(Builder builder) {
        super(builder);
        weighting = new CenterlineWeighting(Arguments.spacing(builder.spacing), builder.inverse);
        mergeClasses = builder.mergeClasses;
        if (mergeClasses && !equalForeground()) {
            throw new IllegalArgumentException(
                    "mergeClasses makes one class of the foreground: leave classes, classWeights and"
                            + " includeBackground out");
        }
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
        return super.runsOnHost(in) && !mergeClasses;
    }

    @Override
    protected NDArray compute(LossInput in) {
        return super.compute(mergeClasses ? in.merged() : in);
    }

    @Override
    protected NDArray losses(LossInput in, UnaryOperator<NDArray> aggregate) {
        UnaryOperator<NDArray> sum = m -> aggregate.apply(RegionStatistics.weightedSum(m, in));
        UnaryOperator<BitSet> skeleton = hardSkeleton(in);
        CenterlineWeights g = weighting.of(in, in.targets()::region, skeleton);
        CenterlineWeights p =
                weighting
                        .of(in, CenterlineWeighting.decided(in), skeleton)
                        .times(in.probabilities());
        NDArray precision = share(sum.apply(p.within(g)), sum.apply(p.against(g)));
        NDArray sensitivity = share(sum.apply(g.within(p)), sum.apply(g.against(p)));
        return harmonicMean(precision, sensitivity).neg().add(1);
    }

    /** The options of {@link CenterlineBoundaryDiceLoss}. */
    public static final class Builder extends SkeletonLoss.Builder<Builder> {

        @Option("distance of neighbouring voxels along each spatial axis, slowest first; 1 without")
        private float[] spacing;

        @Option("how thin lines come to count more: subtraction, or division")
        private RadiusInverse inverse = RadiusInverse.SUBTRACTION;

        @Option("whether all foreground classes are taken for one, as the authors do")
        private boolean mergeClasses;

        private Builder() {
            optIterations(10);
            optPoolClasses(false);
        }

        /**
         * Sets the distance of neighbouring voxels.
         *
         * @param spacing one positive number per spatial axis, slowest first
         * @return this builder
         */
        public Builder optSpacing(float... spacing) {
            this.spacing = spacing.clone();
            return this;
        }

        /**
         * Sets how thin lines come to count more.
         *
         * @param inverse by a difference of radii or by their ratio
         * @return this builder
         */
        public Builder optInverse(RadiusInverse inverse) {
            this.inverse = inverse;
            return this;
        }

        /**
         * Sets whether the foreground is one class.
         *
         * @param mergeClasses true for all foreground classes together
         * @return this builder
         */
        public Builder optMergeClasses(boolean mergeClasses) {
            this.mergeClasses = mergeClasses;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public CenterlineBoundaryDiceLoss build() {
            return new CenterlineBoundaryDiceLoss(this);
        }
    }
}

package org.segloss.region;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.DistancePenalty;
import org.segloss.input.LossInput;
import org.segloss.input.RegionMaps;

/**
 * Distance-penalized Dice loss, which may be negative (down to -1): Dice whose intersection counts
 * a voxel up to twice the nearer it is to the boundary of its own region.
 *
 * <p>It is the variant of the <a href="https://github.com/JunMa11/SegLoss">SegLoss</a> collection
 * of Caliva et al., <a href="https://arxiv.org/abs/1908.03679">Distance Map Loss Penalty Term for
 * Semantic Segmentation</a> (MIDL 2019), whose penalty is on cross entropy. Use it in the place of
 * Dice where the shape of a boundary matters; its value is no overlap any more, so do not read it
 * as one.
 *
 * <p>\[ L = 1 - \frac{2 \sum_v p g (1 + \Phi) + a}{\sum_v p + \sum_v g + b}, \qquad \Phi(v) =
 * \frac{\max_u d(u) - d(v)}{\max_u d(u) - \min_u d(u)} \]
 *
 * <p>a is {@code smoothNumerator}, b {@code smoothDenominator}; d is the Euclidean distance to the
 * outside of the voxel's own region, over which u runs, in units of {@code spacing}: \( \Phi \) is
 * 1 on the boundary, 0 at the deepest voxel, and 0 where one class fills the image. SegLoss has two
 * classes and counts the foreground; here every class is counted ({@code includeBackground}).
 *
 * <p>The label array {@code distance_map} holds \( \Phi \) where it is given: {@code [N, C, *S]},
 * or with exclusive classes one number a voxel, {@code [N, *S]} or {@code [N, 1, *S]}. Beyond 1 it
 * would pay to leave out voxels with a small one.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link TverskyIndexLoss}, {@link
 * RegionLoss}. Range: -1 to 1; the least value is that of a perfect prediction, -1 if all is
 * boundary. The map is a constant. An absent class is that of {@link DiceLoss}.
 */
public final class DistancePenalizedDiceLoss extends TverskyIndexLoss {

    private final DistancePenalty penalty;

    private DistancePenalizedDiceLoss(Builder builder) {
        super(builder, 0.5, 0.5, 0.5);
        penalty = new DistancePenalty(true, Arguments.spacing(builder.spacing));
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
    public Set<String> labelArrays() {
        return Set.of(LossInput.WEIGHT_MAP, RegionMaps.DISTANCE_MAP);
    }

    @Override
    protected NDArray factors(LossInput in) {
        return penalty.factors(in);
    }

    /** The options of {@link DistancePenalizedDiceLoss}. */
    public static final class Builder extends TverskyIndexLoss.Builder<Builder> {

        @Option("distance of neighbouring voxels along each spatial axis, slowest first; 1 without")
        private float[] spacing;

        private Builder() {}

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

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public DistancePenalizedDiceLoss build() {
            return new DistancePenalizedDiceLoss(this);
        }
    }
}

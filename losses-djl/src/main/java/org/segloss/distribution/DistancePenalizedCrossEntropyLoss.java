package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.DistancePenalty;
import org.segloss.input.LossInput;
import org.segloss.input.RegionMaps;

/**
 * Distance-penalized cross entropy: cross entropy that counts a voxel up to twice the nearer it is
 * to the boundary of its own region.
 *
 * <p>From Caliva, Iriondo, Martinez, Majumdar and Pedoia, <a
 * href="https://arxiv.org/abs/1908.03679">Distance Map Loss Penalty Term for Semantic
 * Segmentation</a> (MIDL 2019, extended abstract). Use it where the shape of a boundary matters
 * more than the bulk that it encloses; not where boundaries are drawn carelessly, for there it
 * learns the noise.
 *
 * <p>\[ L = \frac{\sum_v w_{y_v} (1 + \Phi(v)) (-\ln p_{v y_v})}{Z}, \qquad \Phi(v) = \frac{\max_u
 * d(u) - d(v)}{\max_u d(u) - \min_u d(u)} \]
 *
 * <p>d is the Euclidean distance of a voxel to the outside of the region of its own class, in units
 * of {@code spacing}, and u runs over that region: \( \Phi \) is 1 on the boundary and 0 at the
 * deepest voxel. It is 1 in a region that is all boundary (a single voxel, where SegLoss has 0/0),
 * and 0 where one class fills the image; {@code normalizeMap} false leaves out the denominator.
 * With multi-label channels (sigmoid) a channel and its background are the regions. Z is that of
 * {@link CrossEntropyLoss}, by default the number of voxels; it does not count \( \Phi \). SegLoss
 * forms the product and then returns the mean without it, which is plain cross entropy.
 *
 * <p>The label array {@code distance_map} holds \( \Phi \) where it is given: {@code [N, C, *S]},
 * or with exclusive classes one number a voxel, {@code [N, *S]} or {@code [N, 1, *S]}.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 or more, 0 for a perfect
 * prediction. The map is a constant. An absent class has no voxel that counts.
 */
public final class DistancePenalizedCrossEntropyLoss extends NormalizedVoxelLoss {

    private final DistancePenalty penalty;

    private DistancePenalizedCrossEntropyLoss(Builder builder) {
        super(builder);
        penalty = new DistancePenalty(builder.normalizeMap, Arguments.spacing(builder.spacing));
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

    /** The options of {@link DistancePenalizedCrossEntropyLoss}. */
    public static final class Builder extends NormalizedVoxelLoss.Builder<Builder> {

        @Option("whether the map is brought to 0..1; if not, it is a distance")
        private boolean normalizeMap = true;

        @Option("distance of neighbouring voxels along each spatial axis, slowest first; 1 without")
        private float[] spacing;

        private Builder() {
            super(Normalization.VOXELS);
        }

        /**
         * Sets whether the map is normalized.
         *
         * @param normalizeMap false for the largest distance less the voxel's own
         * @return this builder
         */
        public Builder optNormalizeMap(boolean normalizeMap) {
            this.normalizeMap = normalizeMap;
            return this;
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

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public DistancePenalizedCrossEntropyLoss build() {
            return new DistancePenalizedCrossEntropyLoss(this);
        }
    }
}

package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Uncertainty-weighted cross entropy: voxels of which the network is uncertain count more.
 *
 * <p>Implements Landgraf et al., <a href="https://arxiv.org/abs/2307.09947">U-CE: Uncertainty-aware
 * Cross-Entropy for Semantic Segmentation</a> (2023). The uncertainty-weighted loss of the survey,
 * a submission to MIDL 2020, is known by its title alone; this is not that loss. Use it with a
 * network that tells its uncertainty, for example by dropout at test time; where labels are noisy
 * the uncertain voxels are the noisy ones, and cross entropy does better.
 *
 * <p>\[ \ell_v = -(1 + \sigma_v)^\alpha \ln p_{v y_v} \]
 *
 * <p>\( \sigma \) is the label array {@value #UNCERTAINTY_MAP}, {@code [N, *S]} or {@code [N, 1,
 * *S]}, which has to be given: the authors take the standard deviation of the predicted class's
 * probability over several passes with dropout, anew in every step. It is a constant. The authors'
 * code has an \( \alpha \) of 1 unless told otherwise; the default of 10 is ours, since a standard
 * deviation of probabilities is at most a half.
 *
 * <p>The mean is taken over voxels ({@code normalization}); the factors are not part of its
 * divisor. Where channels are tasks of their own, one \( \sigma \) holds for all channels of a
 * voxel.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 or more, 0 for a perfect
 * prediction; with \( \alpha \) or \( \sigma \) 0 it is {@link CrossEntropyLoss}. An absent class
 * has no voxel that counts.
 */
public final class UncertaintyWeightedLoss extends NormalizedVoxelLoss {

    /** The name of the label array with the uncertainty of each voxel. */
    public static final String UNCERTAINTY_MAP = "uncertainty_map";

    private final float alpha;

    private UncertaintyWeightedLoss(Builder builder) {
        super(builder);
        alpha = Arguments.within("alpha", builder.alpha, 0, 100);
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
        return Set.of(LossInput.WEIGHT_MAP, UNCERTAINTY_MAP);
    }

    @Override
    public Set<String> requiredLabelArrays() {
        return Set.of(UNCERTAINTY_MAP);
    }

    @Override
    protected NDArray factors(LossInput in) {
        float[] map = in.voxelArray(UNCERTAINTY_MAP);
        float largest = 0;
        for (float sigma : map) {
            // Not Math.max, which asks for signs of zeros and takes more than twice as long.
            largest = sigma > largest ? sigma : largest;
        }
        if ((float) Math.pow(1 + (double) largest, alpha) == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    UNCERTAINTY_MAP
                            + " holds "
                            + largest
                            + ", of which the power alpha = "
                            + alpha
                            + " is no number: give standard deviations of probabilities, 0 to"
                            + " 0.5, or a smaller alpha");
        }
        NDArray sigma = in.constant(map, in.targets().images(), 1, in.targets().voxels());
        return SafeMath.pow(sigma.add(1), alpha);
    }

    /** The options of {@link UncertaintyWeightedLoss}. */
    public static final class Builder extends NormalizedVoxelLoss.Builder<Builder> {

        @Option("exponent of 1 + uncertainty, 0 to 100")
        private float alpha = 10f;

        private Builder() {
            super(Normalization.VOXELS);
        }

        /**
         * Sets the exponent.
         *
         * @param alpha \( \alpha \), 0 to 100
         * @return this builder
         */
        public Builder optAlpha(float alpha) {
            this.alpha = alpha;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public UncertaintyWeightedLoss build() {
            return new UncertaintyWeightedLoss(this);
        }
    }
}

package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import org.segloss.Option;
import org.segloss.input.LossInput;

/**
 * Neighbour-aware calibration: cross entropy that holds each voxel's logits near the proportions of
 * the classes around it.
 *
 * <p>From Murugesan et al., <a href="https://arxiv.org/abs/2303.06268">Trust your neighbours:
 * Penalty-based constraints for model calibration</a> (MICCAI 2023). Use it where probabilities are
 * read as certainty and should fall towards the boundary; not where structures are thinner than the
 * neighbourhood.
 *
 * <p>\[ \ell_v = -\ln p_{v y_v} + \frac{\alpha}{C} \sum_c |u_{vc} - x_{vc}|, \qquad u_{vc} =
 * \frac{1}{k^d} \sum_{w \in k \times \dots \times k} g_{wc} \]
 *
 * <p>x are the logits themselves, k is {@code kernelSize}, d the number of spatial axes; {@code
 * squared} squares the difference (the paper's l2 for its l1). With {@code sigma}, u comes from a
 * Gaussian of that many voxels instead, cut off at four deviations, as in MONAI. Outside the image
 * no class has a voxel (MONAI), so proportions at the border do not add up to 1; the authors' code
 * counts it as class 0: {@code padBackground}. Ignored voxels belong to no class. What else counts:
 * {@link LogitPenaltyLoss}.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: above 0. A prediction can be too
 * sure: in the end each further unit of a logit costs \( \alpha / C \). The logit of an absent
 * class is drawn to 0. u is a constant.
 */
public final class NaclLoss extends LogitPenaltyLoss {

    private final boolean squared;
    private final Neighbourhood neighbourhood;

    private NaclLoss(Builder builder) {
        super(builder);
        squared = builder.squared;
        neighbourhood =
                new Neighbourhood(
                        builder.sigma == null
                                ? Neighbourhood.box(builder.kernelSize)
                                : Neighbourhood.gaussian(builder.sigma),
                        builder.padBackground);
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
    protected NDArray penalty(LossInput in) {
        // Else the sign of the zero gradient of an ignored voxel would tell of its logit.
        NDArray apart = in.counted(neighbourhood.proportions(in).sub(in.logits()));
        return squared ? apart.square() : apart.abs();
    }

    /** The options of {@link NaclLoss}. */
    public static final class Builder extends LogitPenaltyLoss.Builder<Builder> {

        @Option("whether the difference is squared (l2) instead of absolute (l1)")
        private boolean squared;

        @Option("side of the neighbourhood in voxels, an odd number")
        private int kernelSize = 3;

        @Option("a Gaussian neighbourhood of this standard deviation instead, in voxels")
        private Float sigma;

        @Option("whether what lies outside the image counts as class 0 (the authors' code)")
        private boolean padBackground;

        private Builder() {}

        /**
         * Sets how far logits are from proportions.
         *
         * @param squared true for the squared difference (l2), false for the absolute (l1)
         * @return this builder
         */
        public Builder optSquared(boolean squared) {
            this.squared = squared;
            return this;
        }

        /**
         * Sets the side of the neighbourhood.
         *
         * @param kernelSize k, an odd number of voxels
         * @return this builder
         */
        public Builder optKernelSize(int kernelSize) {
            this.kernelSize = kernelSize;
            return this;
        }

        /**
         * Makes the neighbourhood a Gaussian.
         *
         * @param sigma its standard deviation in voxels, 0.01 to 100
         * @return this builder
         */
        public Builder optSigma(float sigma) {
            this.sigma = sigma;
            return this;
        }

        /**
         * Sets what lies outside the image.
         *
         * @param padBackground true for class 0, false for no class
         * @return this builder
         */
        public Builder optPadBackground(boolean padBackground) {
            this.padBackground = padBackground;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public NaclLoss build() {
            return new NaclLoss(this);
        }
    }
}

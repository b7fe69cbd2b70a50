package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;

/**
 * Focal loss: cross entropy that looks away from voxels which are already right.
 *
 * <p>From Lin et al., <a href="https://arxiv.org/abs/1708.02002">Focal Loss for Dense Object
 * Detection</a> (ICCV 2017, equation 5). Use it where easy background outnumbers everything else;
 * not where labels are noisy, for it dwells on the wrong ones.
 *
 * <p>\[ \ell_v = -\alpha_{y_v} (1 - p_{v y_v})^\gamma \ln p_{v y_v} \]
 *
 * <p>Multi-label (sigmoid): with \( z = (2g-1)x \), \( \ell = \alpha_t\, \sigma(-z)^\gamma [g
 * \ln(1+e^{-x}) + (1-g) \ln(1+e^{x})] \) per channel, where \( \alpha_t = \alpha g +
 * (1-\alpha)(1-g) \).
 *
 * <p>{@code gamma} 0 is cross entropy. {@code alpha} is a single number, the weight of the
 * foreground against \( 1-\alpha \) for the background, or one number per class. The paper divides
 * the sum by the number of anchors; here it is a mean over {@code voxels} by default (as
 * segmentation_models.pytorch). MONAI divides by voxels times classes also under softmax, a loss C
 * times smaller: {@code normalization = elements}.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 or more, 0 for a perfect
 * prediction. Value and gradient are finite for logits of any size and for every gamma.
 */
public final class FocalLoss extends NormalizedVoxelLoss {

    private final float gamma;
    private final float[] alpha;

    private FocalLoss(Builder builder) {
        super(builder);
        gamma = Arguments.within("gamma", builder.gamma, 0, 100);
        alpha = builder.alpha;
        if (alpha != null && alpha.length == 1) {
            Arguments.within("alpha", alpha[0], 0, 1);
        } else if (alpha != null) {
            Arguments.weights("alpha", alpha);
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

    float gamma() {
        return gamma;
    }

    @Override
    protected float weight(int c, LossInput in) {
        float weight = classWeight(c, in);
        return alpha == null || !in.exclusive() ? weight : weight * alphas(in)[c];
    }

    @Override
    protected NDArray term(NDArray logProbability, LossInput in) {
        return MissLoss.power(logProbability, gamma).mul(super.term(logProbability, in));
    }

    @Override
    protected NDArray channelTerm(NDArray label, LossInput in) {
        NDArray sign = label.mul(2).sub(1);
        NDArray loss =
                MissLoss.channelPower(in.logOdds(), sign, gamma).mul(super.channelTerm(label, in));
        if (alpha == null) {
            return loss;
        }
        NDArray a = in.constant(alphas(in), 1, in.targets().classes(), 1);
        return loss.mul(sign.mul(a).add(label.neg().add(1)));
    }

    /** The weight of each class; of its positive voxels, where channels are separate. */
    private float[] alphas(LossInput in) {
        int classes = in.targets().classes();
        if (alpha.length > 1) {
            Arguments.perClass("alpha", alpha, classes);
            return alpha;
        }
        float[] alphas = new float[classes];
        Arrays.fill(alphas, alpha[0]);
        alphas[0] = in.exclusive() ? 1 - alpha[0] : alpha[0];
        return alphas;
    }

    /** The options of {@link FocalLoss}. */
    public static final class Builder extends NormalizedVoxelLoss.Builder<Builder> {

        @Option("focusing exponent, 0 or more (paper: 2)")
        private float gamma = 2f;

        @Option("weight of the foreground against 1 - alpha, or one weight for every class")
        private float[] alpha;

        private Builder() {
            super(Normalization.VOXELS);
        }

        /**
         * Sets the focusing exponent.
         *
         * @param gamma \( \gamma \), 0 to 100
         * @return this builder
         */
        public Builder optGamma(float gamma) {
            this.gamma = gamma;
            return this;
        }

        /**
         * Sets the balance.
         *
         * @param alpha one number in [0, 1], or a weight for every class
         * @return this builder
         */
        public Builder optAlpha(float... alpha) {
            this.alpha = alpha.clone();
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public FocalLoss build() {
            return new FocalLoss(this);
        }
    }
}

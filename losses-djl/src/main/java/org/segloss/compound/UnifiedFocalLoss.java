package org.segloss.compound;

import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.distribution.FocalLoss;
import org.segloss.region.TverskyIndexLoss;

/**
 * Unified focal loss: focal loss and focal Tversky loss with one pair of parameters, which spares
 * the foreground the focusing (asymmetric) or not (symmetric).
 *
 * <p>From Yeung, Sala, Sch&ouml;nlieb and Rundo, <a href="https://arxiv.org/abs/2102.04525">Unified
 * Focal loss: Generalising Dice and cross entropy-based losses to handle class imbalanced medical
 * image segmentation</a> (2022). Use it for small foreground, with {@code gamma} to tune; it is
 * steep near perfect overlap, so where training gets restless lower it or take {@link DiceFocal}.
 *
 * <p>\[ L = \lambda\, \frac{1}{V} \sum_v \delta_{y_v} (1 - p_{v y_v})^{\gamma_{y_v}} (-\ln p_{v
 * y_v}) + (1 - \lambda)\, \frac{1}{C} \sum_c (1 - T_c)^{e_c}, \qquad T = \frac{TP + a}{TP +
 * (1-\delta) FP + \delta FN + b} \]
 *
 * <p>The foreground has \( \delta_c = \delta \), the background \( 1 - \delta \). Asymmetric: the
 * background has \( \gamma_c = \gamma, e_c = 1 \), the foreground \( \gamma_c = 0, e_c = 1 - \gamma
 * \). Symmetric: \( \gamma \) and \( 1 - \gamma \) everywhere. The paper has two classes; here
 * class 0 is the background and every other class foreground. In separate channels (sigmoid) each
 * is a foreground, its zeros the background of the focal part. {@code weight} is the paper's \(
 * \lambda \), in the authors' code that of the Tversky part. MONAI's {@code delta} is 0.7.
 *
 * <p>{@code classWeights} weigh the classes in both parts, {@code includeBackground} concerns the
 * Tversky part. Shapes: see {@link SegmentationLoss}. Range: 0 or more, 0 for a perfect prediction.
 * An absent class follows {@code absentClass} in the Tversky part. Where 1 - T is below 1e-7, its
 * power goes to 0 on a straight line. {@code reduction} {@code none} is refused.
 */
public final class UnifiedFocalLoss {

    private UnifiedFocalLoss() {}

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of {@link UnifiedFocalLoss}; those of the Tversky part come on top. */
    public static final class Builder extends TverskyIndexLoss.Builder<Builder> {

        @Option("share of the focal part against 1 - weight for the Tversky part (paper: lambda)")
        private float weight = 0.5f;

        @Option("weight of the foreground and of false negatives against 1 - delta, 0 to 1")
        private float delta = 0.6f;

        @Option("focusing, 0 to 0.99; for the focal part alone (weight 1) up to 100")
        private float gamma = 0.5f;

        @Option("whether the focal part focuses on the background alone, the other on foreground")
        private boolean asymmetric = true;

        private Builder() {}

        /**
         * Sets the share of the focal part.
         *
         * @param weight \( \lambda \), 0 to 1
         * @return this builder
         */
        public Builder optWeight(float weight) {
            this.weight = weight;
            return this;
        }

        /**
         * Sets the weight of the foreground and of false negatives.
         *
         * @param delta \( \delta \), 0 to 1
         * @return this builder
         */
        public Builder optDelta(float delta) {
            this.delta = delta;
            return this;
        }

        /**
         * Sets the focusing.
         *
         * @param gamma \( \gamma \), 0 to 0.99, or to 100 for the focal part alone
         * @return this builder
         */
        public Builder optGamma(float gamma) {
            this.gamma = gamma;
            return this;
        }

        /**
         * Sets on which classes the parts focus.
         *
         * @param asymmetric false for all of them
         * @return this builder
         */
        public Builder optAsymmetric(boolean asymmetric) {
            this.asymmetric = asymmetric;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public WeightedSumLoss build() {
            Arguments.within("weight", weight, 0, 1);
            Arguments.within("delta", delta, 0, 1);
            WeightedSumLoss.Builder sum = shareInput(WeightedSumLoss.builder());
            SegmentationLoss focal = focal(gamma, delta);
            if (asymmetric) {
                WeightedSumLoss.Builder sides = WeightedSumLoss.builder().optName("focal");
                sides.setLosses(focal(gamma, 0), focal(0, 1)).optWeights(1 - delta, delta);
                focal = sides.build();
            }
            if (weight == 1) {
                return sum.setLosses(focal).build();
            }
            UnifiedTversky tversky = new UnifiedTversky(this, delta, gamma, asymmetric);
            return sum.setLosses(focal, tversky).optWeights(weight, 1 - weight).build();
        }

        /** A focal loss whose alpha is 0 for the background alone, 1 for the foreground alone. */
        private FocalLoss focal(float exponent, float alpha) {
            FocalLoss.Builder part =
                    FocalLoss.builder().optName("focal").optGamma(exponent).optAlpha(alpha);
            return shareClasses(part).optIncludeBackground(true).build();
        }
    }
}

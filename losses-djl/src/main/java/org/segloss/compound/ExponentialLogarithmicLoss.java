package org.segloss.compound;

import java.util.function.Consumer;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.PartOptions;
import org.segloss.SegmentationLoss;

/**
 * Exponential logarithmic loss: powers of -ln Dice and of cross entropy, with rare classes weighed
 * up.
 *
 * <p>From Wong et al., <a href="https://arxiv.org/abs/1809.00076">3D Segmentation with Exponential
 * Logarithmic Loss for Highly Unbalanced Object Sizes</a> (MICCAI 2018). Use it where sizes differ
 * by orders of magnitude. Exponents below 1 keep pulling at what is nearly right, more and more
 * steeply; take a lower learning rate there, or {@link DiceCrossEntropy} with class weights.
 *
 * <p>\[ L = \lambda_D\, \frac{1}{C} \sum_c (-\ln D_c)^{\gamma_D} + \lambda_X\, \frac{1}{V} \sum_v
 * w_{y_v} (-\ln p_{v y_v})^{\gamma_X}, \qquad w_l = \sqrt{\textstyle\sum_k f_k / f_l} \]
 *
 * <p>D is Dice, smoothed by 1 above and below, for each image unless {@code aggregation} says
 * otherwise. f are the {@code frequencies} of the training set, as in the paper; without them the
 * labels of the batch are counted. {@code classWeights} stand in place of w, and the Dice part is
 * not weighed. {@code includeBackground} concerns the Dice part only. In separate channels
 * (sigmoid) ones and zeros are two classes, with weights of their own.
 *
 * <p>SegLoss takes -ln of the mean Dice, and plain cross entropy: {@code meanFirst}, {@code
 * gammaCrossEntropy} 1 and {@code classWeights} of 1. The first author's later code has the Dice
 * part alone: {@code weightCrossEntropy} 0.
 *
 * <p>Shapes: see {@link SegmentationLoss}. Range: 0 or more, 0 for a perfect prediction. An absent
 * class follows {@code absentClass} in the Dice part. Where an exponent is below 1 the slope is
 * infinite at 0, so bases below 1e-7 go to 0 on a straight line. {@code reduction} {@code none} is
 * refused.
 */
public final class ExponentialLogarithmicLoss {

    private ExponentialLogarithmicLoss() {}

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of the sum; those of its parts come on top. */
    public static final class Builder extends SegmentationLoss.Builder<Builder> {

        @Option("weight of the Dice part, 0 or more (paper: 0.8)")
        private float weightDice = 0.8f;

        @Option("weight of the cross entropy part, 0 or more (paper: 0.2)")
        private float weightCrossEntropy = 0.2f;

        @PartOptions
        private final ExponentialDice.Builder dice =
                new ExponentialDice.Builder()
                        .optName("dice")
                        .optSmoothNumerator(1)
                        .optSmoothDenominator(1);

        @PartOptions
        private final ExponentialCrossEntropy.Builder crossEntropy =
                new ExponentialCrossEntropy.Builder().optName("cross-entropy");

        private Builder() {}

        /**
         * Sets the weight of the Dice part.
         *
         * @param weightDice \( \lambda_D \)
         * @return this builder
         */
        public Builder optWeightDice(float weightDice) {
            this.weightDice = weightDice;
            return this;
        }

        /**
         * Sets the weight of the cross entropy part.
         *
         * @param weightCrossEntropy \( \lambda_X \)
         * @return this builder
         */
        public Builder optWeightCrossEntropy(float weightCrossEntropy) {
            this.weightCrossEntropy = weightCrossEntropy;
            return this;
        }

        /**
         * Sets options that only the Dice part has.
         *
         * @param options what to set on its builder
         * @return this builder
         */
        public Builder optDice(Consumer<ExponentialDice.Builder> options) {
            options.accept(dice);
            return this;
        }

        /**
         * Sets options that only the cross entropy part has.
         *
         * @param options what to set on its builder
         * @return this builder
         */
        public Builder optCrossEntropy(Consumer<ExponentialCrossEntropy.Builder> options) {
            options.accept(crossEntropy);
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public WeightedSumLoss build() {
            Arguments.within("weightDice", weightDice, 0, Float.MAX_VALUE);
            Arguments.within("weightCrossEntropy", weightCrossEntropy, 0, Float.MAX_VALUE);
            return shareInput(WeightedSumLoss.builder())
                    .setLosses(
                            shareClasses(crossEntropy).optIncludeBackground(true).build(),
                            shareClasses(dice).optClassWeights().build())
                    .optWeights(weightCrossEntropy, weightDice)
                    .build();
        }
    }
}

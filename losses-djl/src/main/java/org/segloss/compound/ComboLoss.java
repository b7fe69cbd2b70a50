package org.segloss.compound;

import java.util.function.Consumer;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.PartOptions;
import org.segloss.SegmentationLoss;
import org.segloss.input.Aggregation;
import org.segloss.region.DiceLoss;

/**
 * Combo loss: Dice plus a cross entropy in which false negatives and false positives have prices of
 * their own.
 *
 * <p>From Taghanaki et al., <a href="https://arxiv.org/abs/1805.02798">Combo Loss: Handling Input
 * and Output Imbalance in Multi-Organ Segmentation</a> (Computerized Medical Imaging and Graphics
 * 2019). Use it where Dice plus cross entropy misses small organs: a {@code beta} above 0.5 buys
 * sensitivity. Without that wish {@link DiceCrossEntropy} is simpler. With two classes under
 * softmax {@code beta} cancels, for what one class misses the other marks falsely: there leave the
 * background out or use one channel.
 *
 * <p>\[ L = -\frac{\alpha}{V C} \sum_{v,c} \left[ \beta\, g \ln p + (1-\beta)(1-g) \ln(1-p) \right]
 * + (1-\alpha) \frac{1}{C} \sum_c \left( 1 - \frac{2 \sum_v p g + S}{\sum_v p + \sum_v g + S}
 * \right) \]
 *
 * <p>Under softmax, too, every class is taken against the rest; ln(1 - p) comes from the logits.
 * Dice has the sums of the whole batch and S = 1. The paper subtracts the Dice scores, summed over
 * the classes: {@code sumClasses} gives its gradient, and its value is \( (1-\alpha)\,C \) lower.
 * The authors' released code has the sign of the second logarithm wrong, which rewards false
 * positives, and one Dice ratio over all elements ({@code poolClasses}).
 *
 * <p>{@code classWeights} and {@code includeBackground} concern both parts; {@code reduction}
 * {@code none} is refused. An absent class is pushed down by its false positives in both parts.
 * Range: 0 or more, 0 for a perfect prediction; linear in wrong logits. Shapes: see {@link
 * SegmentationLoss}.
 */
public final class ComboLoss {

    private ComboLoss() {}

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of the sum; those of {@link DiceLoss} come on top. */
    public static final class Builder extends SegmentationLoss.Builder<Builder> {

        @Option("share of the cross entropy against 1 - alpha for Dice, 0 to 1 (paper: 0.5)")
        private float alpha = 0.5f;

        @PartOptions
        private final ComboCrossEntropy.Builder crossEntropy =
                new ComboCrossEntropy.Builder().optName("cross-entropy");

        @PartOptions
        private final DiceLoss.Builder dice =
                DiceLoss.builder()
                        .optName("dice")
                        .optAggregation(Aggregation.BATCH)
                        .optSmoothNumerator(1)
                        .optSmoothDenominator(1);

        private Builder() {}

        /**
         * Sets the share of the cross entropy.
         *
         * @param alpha \( \alpha \), 0 to 1
         * @return this builder
         */
        public Builder optAlpha(float alpha) {
            this.alpha = alpha;
            return this;
        }

        /**
         * Sets the price of false negatives.
         *
         * @param beta \( \beta \), 0 to 1
         * @return this builder
         */
        public Builder optBeta(float beta) {
            crossEntropy.optBeta(beta);
            return this;
        }

        /**
         * Sets the label smoothing of the cross entropy.
         *
         * @param labelSmoothing the share of the label that is spread evenly, 0 to 1
         * @return this builder
         */
        public Builder optLabelSmoothing(float labelSmoothing) {
            crossEntropy.optLabelSmoothing(labelSmoothing);
            return this;
        }

        /**
         * Sets options that only the Dice loss has.
         *
         * @param options what to set on its builder
         * @return this builder
         */
        public Builder optDice(Consumer<DiceLoss.Builder> options) {
            options.accept(dice);
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public WeightedSumLoss build() {
            Arguments.within("alpha", alpha, 0, 1);
            return shareInput(WeightedSumLoss.builder())
                    .setLosses(shareClasses(crossEntropy).build(), shareClasses(dice).build())
                    .optWeights(alpha, 1 - alpha)
                    .build();
        }
    }
}

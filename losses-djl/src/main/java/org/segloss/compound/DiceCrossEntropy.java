package org.segloss.compound;

import java.util.function.Consumer;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.distribution.CrossEntropyLoss;
import org.segloss.region.DiceLoss;
import org.segloss.schedule.WeightSchedule;

/**
 * Dice plus cross entropy, the loss of nnU-Net: smooth early in training, faithful to overlap at
 * the end. A good first choice for medical images.
 *
 * <p>From Isensee et al., <a href="https://arxiv.org/abs/1809.10486">nnU-Net</a> (2018).
 *
 * <p>\[ L = \lambda_D L_{Dice} + \lambda_C L_{CE} \]
 *
 * <p>{@code classWeights} weigh the classes in both parts (as MONAI; nnU-Net weighs only the cross
 * entropy, and reports -Dice where this is 1 - Dice). {@code includeBackground} concerns the Dice
 * part: the cross entropy is that of the whole distribution, as in both code bases. Range: 0 or
 * more. For other options of a part, take a {@link WeightedSumLoss}. Shapes: see {@link
 * SegmentationLoss}.
 */
public final class DiceCrossEntropy {

    private DiceCrossEntropy() {}

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The options of the sum; those of {@link DiceLoss} and {@link CrossEntropyLoss} come on top.
     */
    public static final class Builder extends DicePairBuilder<Builder, CrossEntropyLoss.Builder> {

        @Option("weight of the cross entropy, 0 or more")
        private WeightSchedule weightCrossEntropy = WeightSchedule.constant(1f);

        private Builder() {
            super(CrossEntropyLoss.builder().optName("cross-entropy"));
        }

        /**
         * Sets the weight of the cross entropy.
         *
         * @param weightCrossEntropy \( \lambda_C \)
         * @return this builder
         */
        public Builder optWeightCrossEntropy(float weightCrossEntropy) {
            return optWeightCrossEntropy(WeightSchedule.constant(weightCrossEntropy));
        }

        /**
         * Sets a weight of the cross entropy that changes over training, see {@link
         * WeightedSumLoss#listener()}.
         *
         * @param weightCrossEntropy \( \lambda_C \)
         * @return this builder
         */
        public Builder optWeightCrossEntropy(WeightSchedule weightCrossEntropy) {
            this.weightCrossEntropy = weightCrossEntropy;
            return this;
        }

        /**
         * Sets options that only the cross entropy has.
         *
         * @param options what to set on its builder
         * @return this builder
         */
        public Builder optCrossEntropy(Consumer<CrossEntropyLoss.Builder> options) {
            return partner(options);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public WeightedSumLoss build() {
            return pair("weightCrossEntropy", weightCrossEntropy);
        }
    }
}

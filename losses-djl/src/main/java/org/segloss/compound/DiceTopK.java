package org.segloss.compound;

import java.util.function.Consumer;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.distribution.TopKLoss;
import org.segloss.region.DiceLoss;
import org.segloss.schedule.WeightSchedule;

/**
 * Dice plus top-k cross entropy: overlap for the whole, and the hardest voxels by themselves.
 *
 * <p>From the nnU-Net code of Isensee et al., <a
 * href="https://arxiv.org/abs/1809.10486">nnU-Net</a> (2018), and the survey by Ma, <a
 * href="https://arxiv.org/abs/2005.13449">Segmentation Loss Odyssey</a> (2020). Use it where {@link
 * DiceCrossEntropy} leaves hard borders wrong; not with noisy labels, which are the hardest voxels
 * of all.
 *
 * <p>\[ L = \lambda_D L_{Dice} + \lambda_T L_{TopK} \]
 *
 * <p>nnU-Net and SegLoss report -Dice where this is 1 - Dice: the value is \( \lambda_D \) lower
 * there, the gradient the same. {@code classWeights} weigh the classes in both parts; {@code
 * includeBackground} concerns the Dice part only. An absent class follows {@code absentClass} in
 * the Dice part and takes no part in the other. {@code reduction} {@code none} is refused. Range: 0
 * or more, 0 for a perfect prediction. For other options of a part, take a {@link WeightedSumLoss}.
 * Shapes: see {@link SegmentationLoss}.
 */
public final class DiceTopK {

    private DiceTopK() {}

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of the sum; those of {@link DiceLoss} and {@link TopKLoss} come on top. */
    public static final class Builder extends DicePairBuilder<Builder, TopKLoss.Builder> {

        @Option("weight of the top-k loss, 0 or more")
        private WeightSchedule weightTopK = WeightSchedule.constant(1f);

        private Builder() {
            super(TopKLoss.builder().optName("top-k"));
        }

        /**
         * Sets the weight of the top-k loss.
         *
         * @param weightTopK \( \lambda_T \)
         * @return this builder
         */
        public Builder optWeightTopK(float weightTopK) {
            return optWeightTopK(WeightSchedule.constant(weightTopK));
        }

        /**
         * Sets a weight of the top-k loss that changes over training, see {@link
         * WeightedSumLoss#listener()}.
         *
         * @param weightTopK \( \lambda_T \)
         * @return this builder
         */
        public Builder optWeightTopK(WeightSchedule weightTopK) {
            this.weightTopK = weightTopK;
            return this;
        }

        /**
         * Sets options that only the top-k loss has.
         *
         * @param options what to set on its builder
         * @return this builder
         */
        public Builder optTopK(Consumer<TopKLoss.Builder> options) {
            return partner(options);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public WeightedSumLoss build() {
            return pair("weightTopK", weightTopK);
        }
    }
}

package org.segloss.compound;

import java.util.function.Consumer;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.distribution.FocalLoss;
import org.segloss.region.DiceLoss;
import org.segloss.schedule.WeightSchedule;

/**
 * Dice plus focal loss: overlap for small structures, and a voxel loss that looks away from easy
 * background.
 *
 * <p>From Zhu et al., <a href="https://arxiv.org/abs/1808.05238">AnatomyNet</a> (Medical Physics
 * 2019). Use it where structures of very different sizes are segmented together; not where labels
 * are noisy, for the focal part dwells on the wrong ones.
 *
 * <p>\[ L = \lambda_D L_{Dice} + \lambda_F L_{Focal} \]
 *
 * <p>The paper sums the Dice loss over classes and over the whole batch: {@code sumClasses} and
 * {@code aggregation} {@code batch} here, where both parts are means. MONAI takes the sigmoid form
 * of the focal loss under softmax as well; here both parts see one activation. {@code classWeights}
 * weigh the classes in both parts; {@code includeBackground} concerns the Dice part only. An absent
 * class follows {@code absentClass} in the Dice part and takes no part in the other. {@code
 * reduction} {@code none} is refused. Range: 0 or more, 0 for a perfect prediction. For other
 * options of a part, take a {@link WeightedSumLoss}. Shapes: see {@link SegmentationLoss}.
 */
public final class DiceFocal {

    private DiceFocal() {}

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of the sum; those of {@link DiceLoss} and {@link FocalLoss} come on top. */
    public static final class Builder extends DicePairBuilder<Builder, FocalLoss.Builder> {

        @Option("weight of the focal loss, 0 or more")
        private WeightSchedule weightFocal = WeightSchedule.constant(1f);

        private Builder() {
            super(FocalLoss.builder().optName("focal"));
        }

        /**
         * Sets the weight of the focal loss.
         *
         * @param weightFocal \( \lambda_F \)
         * @return this builder
         */
        public Builder optWeightFocal(float weightFocal) {
            return optWeightFocal(WeightSchedule.constant(weightFocal));
        }

        /**
         * Sets a weight of the focal loss that changes over training, see {@link
         * WeightedSumLoss#listener()}.
         *
         * @param weightFocal \( \lambda_F \)
         * @return this builder
         */
        public Builder optWeightFocal(WeightSchedule weightFocal) {
            this.weightFocal = weightFocal;
            return this;
        }

        /**
         * Sets options that only the focal loss has.
         *
         * @param options what to set on its builder
         * @return this builder
         */
        public Builder optFocal(Consumer<FocalLoss.Builder> options) {
            return partner(options);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public WeightedSumLoss build() {
            return pair("weightFocal", weightFocal);
        }
    }
}

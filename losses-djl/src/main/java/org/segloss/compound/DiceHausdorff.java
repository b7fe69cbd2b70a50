package org.segloss.compound;

import java.util.function.Consumer;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.boundary.HausdorffDistanceTransformLoss;
import org.segloss.region.DiceLoss;
import org.segloss.schedule.WeightSchedule;

/**
 * Dice plus Hausdorff loss by distance transforms: overlap for the whole, and errors that cost more
 * the farther they are from the boundary.
 *
 * <p>From Karimi and Salcudean, <a href="https://arxiv.org/abs/1904.10030">Reducing the Hausdorff
 * Distance in Medical Image Segmentation with CNNs</a> (IEEE TMI 2020), who add a Dice loss, and
 * the survey by Ma, <a href="https://arxiv.org/abs/2005.13449">Segmentation Loss Odyssey</a>
 * (2020). Use it where far false islands do harm; not where time is short, see {@link
 * HausdorffDistanceTransformLoss}.
 *
 * <p>\[ L = \lambda_D L_{Dice} + \lambda_H L_{Hausdorff} \]
 *
 * <p>SegLoss sets the weight of the Dice loss anew at every step, so that both parts are equally
 * large; here weights are numbers or schedules, by default 1 and 1: as squared distances make the
 * Hausdorff part large, weigh it down where it rules: after 25 epochs the demonstration's brain has
 * a mean Dice of 0.38 with 1, of 0.73 with 0.02 ({@code log} keeps it near the Dice loss). {@code
 * classWeights} and {@code aggregation} hold for both parts; {@code includeBackground} concerns the
 * Dice part only, {@code classes} the other. An absent class follows {@code absentClass} in the
 * Dice part and counts in the other. {@code reduction} {@code none} gives shapes that do not add
 * up, and is refused. Range: 0 or more, 0 for a perfect prediction. For other options of a part,
 * take a {@link WeightedSumLoss}. Shapes: see {@link SegmentationLoss}.
 */
public final class DiceHausdorff {

    private DiceHausdorff() {}

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The options of the sum; those of {@link DiceLoss} and {@link HausdorffDistanceTransformLoss}
     * come on top.
     */
    public static final class Builder
            extends DicePairBuilder<Builder, HausdorffDistanceTransformLoss.Builder> {

        @Option("weight of the Hausdorff loss, 0 or more")
        private WeightSchedule weightHausdorff = WeightSchedule.constant(1f);

        private Builder() {
            super(HausdorffDistanceTransformLoss.builder().optName("hausdorff-dt"));
        }

        /**
         * Sets the weight of the Hausdorff loss.
         *
         * @param weightHausdorff \( \lambda_H \)
         * @return this builder
         */
        public Builder optWeightHausdorff(float weightHausdorff) {
            return optWeightHausdorff(WeightSchedule.constant(weightHausdorff));
        }

        /**
         * Sets a weight of the Hausdorff loss that changes over training, see {@link
         * WeightedSumLoss#listener()}.
         *
         * @param weightHausdorff \( \lambda_H \)
         * @return this builder
         */
        public Builder optWeightHausdorff(WeightSchedule weightHausdorff) {
            this.weightHausdorff = weightHausdorff;
            return this;
        }

        /**
         * Sets options that only the Hausdorff loss has.
         *
         * @param options what to set on its builder
         * @return this builder
         */
        public Builder optHausdorff(Consumer<HausdorffDistanceTransformLoss.Builder> options) {
            return partner(options);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public WeightedSumLoss build() {
            return pair("weightHausdorff", weightHausdorff);
        }
    }
}

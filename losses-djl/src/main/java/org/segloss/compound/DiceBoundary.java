package org.segloss.compound;

import java.util.function.Consumer;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.boundary.BoundaryLoss;
import org.segloss.region.DiceLoss;
import org.segloss.schedule.WeightSchedule;

/**
 * Dice plus boundary loss, which may be negative: overlap to find a structure, distances to bring
 * its boundary home.
 *
 * <p>From Kervadec et al., <a href="https://arxiv.org/abs/1812.07032">Boundary loss for highly
 * unbalanced segmentation</a> (MIDL 2019), by the name of the survey by Ma, <a
 * href="https://arxiv.org/abs/2005.13449">Segmentation Loss Odyssey</a> (2020). Use it for small
 * structures in large images; not where distances are not comparable from image to image.
 *
 * <p>\[ L = \lambda_D L_{Dice} + \lambda_B L_{Boundary} \]
 *
 * <p>The default weights, 1 and 0.01, are those that the authors' code names for generalised Dice,
 * which a {@link WeightedSumLoss} adds up in the same way; here it is Dice, as in the survey.
 * SegLoss weighs 0.01 and 0.99. In the paper the weights change over training: {@code rebalance}
 * from the region to the boundary, see {@link WeightSchedule}. {@code classWeights} weigh the
 * classes in both parts; {@code includeBackground} concerns the Dice part only, {@code classes} the
 * other. An absent class follows {@code absentClass} in the Dice part and takes no part in the
 * other. {@code reduction} {@code none} is refused. Range: not bounded by 0 on either side; a
 * perfect prediction has the least value. For other options of a part, take a {@link
 * WeightedSumLoss}. Shapes: see {@link SegmentationLoss}.
 */
public final class DiceBoundary {

    private DiceBoundary() {}

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of the sum; those of {@link DiceLoss} and {@link BoundaryLoss} come on top. */
    public static final class Builder extends DicePairBuilder<Builder, BoundaryLoss.Builder> {

        @Option("weight of the boundary loss, 0 or more")
        private WeightSchedule weightBoundary = WeightSchedule.constant(0.01f);

        private Builder() {
            super(BoundaryLoss.builder().optName("boundary"));
        }

        /**
         * Sets the weight of the boundary loss.
         *
         * @param weightBoundary \( \lambda_B \)
         * @return this builder
         */
        public Builder optWeightBoundary(float weightBoundary) {
            return optWeightBoundary(WeightSchedule.constant(weightBoundary));
        }

        /**
         * Sets a weight of the boundary loss that changes over training, see {@link
         * WeightedSumLoss#listener()}.
         *
         * @param weightBoundary \( \lambda_B \)
         * @return this builder
         */
        public Builder optWeightBoundary(WeightSchedule weightBoundary) {
            this.weightBoundary = weightBoundary;
            return this;
        }

        /**
         * Sets options that only the boundary loss has.
         *
         * @param options what to set on its builder
         * @return this builder
         */
        public Builder optBoundary(Consumer<BoundaryLoss.Builder> options) {
            return partner(options);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public WeightedSumLoss build() {
            return pair("weightBoundary", weightBoundary);
        }
    }
}

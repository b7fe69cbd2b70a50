package org.segloss.compound;

import java.util.function.Consumer;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.PartOptions;
import org.segloss.SegmentationLoss;
import org.segloss.region.DiceLoss;
import org.segloss.schedule.WeightSchedule;

/**
 * The options of Dice plus one loss of the distribution or of the boundary.
 *
 * <p>{@code classWeights} and {@code reduction} hold for both parts; {@code includeBackground}
 * concerns the Dice part, for the other sees the whole distribution or has {@code classes}.
 *
 * @param <T> the type of the builder itself
 * @param <P> the builder of the part beside Dice
 */
public abstract class DicePairBuilder<
                T extends DicePairBuilder<T, P>, P extends SegmentationLoss.Builder<P>>
        extends SegmentationLoss.Builder<T> {

    @Option("weight of the Dice loss, 0 or more")
    private WeightSchedule weightDice = WeightSchedule.constant(1f);

    @PartOptions private final DiceLoss.Builder dice = DiceLoss.builder();

    @PartOptions private final P partner;

    /**
     * Creates a builder with every option at its default.
     *
     * @param partner the builder of the part beside Dice
     */
    DicePairBuilder(P partner) {
        this.partner = partner;
    }

    /**
     * Sets the weight of the Dice loss.
     *
     * @param weightDice \( \lambda_D \)
     * @return this builder
     */
    public T optWeightDice(float weightDice) {
        return optWeightDice(WeightSchedule.constant(weightDice));
    }

    /**
     * Sets a weight of the Dice loss that changes over training, see {@link
     * WeightedSumLoss#listener()}.
     *
     * @param weightDice \( \lambda_D \)
     * @return this builder
     */
    public T optWeightDice(WeightSchedule weightDice) {
        this.weightDice = weightDice;
        return self();
    }

    /**
     * Sets options that only the Dice loss has.
     *
     * @param options what to set on its builder
     * @return this builder
     */
    public T optDice(Consumer<DiceLoss.Builder> options) {
        options.accept(dice);
        return self();
    }

    /**
     * Sets options that only the part beside Dice has.
     *
     * @param options what to set on its builder
     * @return this builder
     */
    final T partner(Consumer<P> options) {
        options.accept(partner);
        return self();
    }

    /**
     * Builds the sum.
     *
     * @param option the name of the option that weighs the part beside Dice
     * @param weight its value
     * @return the sum of both parts
     */
    final WeightedSumLoss pair(String option, WeightSchedule weight) {
        Arguments.within("weightDice", weightDice.weight(0), 0, Float.MAX_VALUE);
        Arguments.within(option, weight.weight(0), 0, Float.MAX_VALUE);
        SegmentationLoss overlap = shareClasses(dice).build();
        SegmentationLoss other = shareClasses(partner).optIncludeBackground(true).build();
        // The distribution first: Dice then takes its probabilities from the logarithms.
        return shareInput(WeightedSumLoss.builder())
                .setLosses(other, overlap)
                .optWeights(weight, weightDice)
                .build();
    }
}

package org.segloss.region;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Dice++ loss: Dice in which the errors of each voxel are raised to a power, so that small doubts
 * cost little and probabilities need not be driven to 0 and 1.
 *
 * <p>From Yeung, Rundo, Nan, Sala, Sch&ouml;nlieb and Yang, <a
 * href="https://arxiv.org/abs/2111.00528">Calibrating the Dice loss to handle neural network
 * overconfidence for biomedical image segmentation</a> (Journal of Digital Imaging 2023). Use it
 * where probabilities are read as such, for thresholds or uncertainty; for the mask alone {@link
 * DiceLoss} does.
 *
 * <p>\[ L = 1 - \frac{2\,TP + \epsilon}{2\,TP + \sum_v (p (1 - g))^\gamma + \sum_v (g (1 -
 * p))^\gamma + \epsilon}, \qquad TP = \sum_v p g \]
 *
 * <p>The author's code clips p and g at 1e-7, which moves the value by about as much; nothing is
 * clipped here.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link RegionLoss}. Range: 0 for a
 * perfect prediction to 1. An absent class costs nearly 1 as long as its false positives exceed
 * {@code epsilon}, with a gradient that is nearly 0; a larger {@code epsilon} or {@code
 * absentClass} changes that. A {@code gamma} of 1 is Dice.
 */
public final class DicePlusPlusLoss extends RegionLoss {

    private final float gamma;
    private final float epsilon;

    private DicePlusPlusLoss(Builder builder) {
        super(builder);
        gamma = Arguments.within("gamma", builder.gamma, 1, Float.MAX_VALUE);
        epsilon = Arguments.within("epsilon", builder.epsilon, 0, Float.MAX_VALUE);
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected NDArray losses(LossInput in, UnaryOperator<NDArray> aggregate) {
        NDArray p = in.probabilities();
        NDArray g = in.labelMaps();
        NDArray positives = p.mul(g.neg().add(1));
        NDArray negatives = g.mul(p.neg().add(1));
        NDArray powers = SafeMath.pow(positives, gamma).add(SafeMath.pow(negatives, gamma));
        NDArray errors = aggregate.apply(RegionStatistics.weightedSum(powers, in));
        RegionStatistics counts = RegionStatistics.of(in, RegionStatistics.Form.PLAIN);
        NDArray numerator = SafeMath.times(aggregate.apply(counts.intersection()), 2).add(epsilon);
        NDArray denominator = SafeMath.atLeast(numerator.add(errors), SMALLEST);
        return numerator.div(denominator).neg().add(1);
    }

    /** The options of {@link DicePlusPlusLoss}. */
    public static final class Builder extends RegionLoss.Builder<Builder> {

        @Option("the power of the errors, 1 or more (paper: 2)")
        private float gamma = 2f;

        @Option("added to numerator and denominator of the ratio")
        private float epsilon = 1e-5f;

        private Builder() {}

        /**
         * Sets the power of the errors.
         *
         * @param gamma \( \gamma \), 1 or more
         * @return this builder
         */
        public Builder optGamma(float gamma) {
            this.gamma = gamma;
            return this;
        }

        /**
         * Sets what is added to numerator and denominator.
         *
         * @param epsilon \( \epsilon \), 0 or more
         * @return this builder
         */
        public Builder optEpsilon(float epsilon) {
            this.epsilon = epsilon;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public DicePlusPlusLoss build() {
            return new DicePlusPlusLoss(this);
        }
    }
}

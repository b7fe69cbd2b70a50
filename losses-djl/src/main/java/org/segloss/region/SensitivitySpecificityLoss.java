package org.segloss.region;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Sensitivity-specificity loss: the squared error of a class's voxels and that of all others, each
 * as a mean of its own, weighed against each other.
 *
 * <p>From Brosch et al., Deep Convolutional Encoder Networks for Multiple Sclerosis Lesion
 * Segmentation (<a href="https://doi.org/10.1007/978-3-319-24574-4_1">MICCAI 2015</a>). Use it for
 * lesions that fill a tiny share of the image; {@code r} sets the price of a missed lesion. It is a
 * squared error of probabilities, whose gradient fades where a voxel is surely wrong: where that
 * stalls, take {@link TverskyLoss} or cross entropy.
 *
 * <p>\[ L = r\,\frac{\sum_v (g - p)^2 g}{\sum_v g + b} + (1 - r)\,\frac{\sum_v (g - p)^2 (1 - g)}
 * {\sum_v (1 - g) + b} \]
 *
 * <p>b is {@code smoothDenominator}. The paper's formula is for one lesion class; NiftyNet sums
 * over the classes ({@code sumClasses}), SegLoss takes their mean, as here. Both name the two parts
 * the other way round; the formulas agree.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link RegionLoss}. Range: 0 for a
 * perfect prediction to 1. An absent class has only its second part, which pushes false positives
 * down.
 */
public final class SensitivitySpecificityLoss extends RegionLoss {

    private final float r;
    private final float smoothDenominator;

    private SensitivitySpecificityLoss(Builder builder) {
        super(builder);
        r = Arguments.within("r", builder.r, 0, 1);
        smoothDenominator =
                Arguments.within(
                        "smoothDenominator", builder.smoothDenominator, 0, Float.MAX_VALUE);
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
        NDArray labels = in.labelMaps();
        NDArray errors = labels.sub(in.probabilities()).square();
        NDArray others = labels.neg().add(1);
        return SafeMath.times(part(errors, labels, in, aggregate), r)
                .add(SafeMath.times(part(errors, others, in, aggregate), 1 - r));
    }

    /** The mean error of some voxels. */
    private NDArray part(
            NDArray errors, NDArray voxels, LossInput in, UnaryOperator<NDArray> aggregate) {
        NDArray sum = aggregate.apply(RegionStatistics.weightedSum(errors.mul(voxels), in));
        NDArray count = aggregate.apply(RegionStatistics.weightedSum(voxels, in));
        return sum.div(SafeMath.atLeast(count.add(smoothDenominator), SMALLEST));
    }

    /** The options of {@link SensitivitySpecificityLoss}. */
    public static final class Builder extends RegionLoss.Builder<Builder> {

        @Option("the weight of a class's own voxels, 0 to 1 (paper: 0.05)")
        private float r = 0.05f;

        @Option("added to the denominators of both parts")
        private float smoothDenominator = 1e-5f;

        private Builder() {}

        /**
         * Sets the weight of a class's own voxels.
         *
         * @param r 0 to 1
         * @return this builder
         */
        public Builder optR(float r) {
            this.r = r;
            return this;
        }

        /**
         * Sets what is added to the denominators.
         *
         * @param smoothDenominator 0 or more
         * @return this builder
         */
        public Builder optSmoothDenominator(float smoothDenominator) {
            this.smoothDenominator = smoothDenominator;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public SensitivitySpecificityLoss build() {
            return new SensitivitySpecificityLoss(this);
        }
    }
}

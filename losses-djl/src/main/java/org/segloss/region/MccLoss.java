package org.segloss.region;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.Aggregation;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Matthews correlation coefficient loss: unlike Dice, it counts true negatives too.
 *
 * <p>From Abhishek and Hamarneh, <a href="https://arxiv.org/abs/2010.13454">Matthews Correlation
 * Coefficient Loss for Deep Convolutional Networks: Application to Skin Lesion Segmentation</a>
 * (ISBI 2021). Use it for one structure against the background where neither may be neglected; with
 * images that lack the structure, where its gradient is 0, take {@link DiceLoss}.
 *
 * <p>\[ L = 1 - \frac{TP \cdot TN - FP \cdot FN}{\sqrt{(TP+FP)(TP+FN)(TN+FP)(TN+FN) + \epsilon}} =
 * 1 - \frac{\overline{pg} - \bar p\,\bar g}{\sqrt{\bar p (1 - \bar p)\, \bar g (1 - \bar g) +
 * \epsilon / V^4}} \]
 *
 * <p>Means over V voxels take the place of products of counts, which exceed single precision. The
 * authors have one foreground class and one coefficient for the batch ({@code aggregation}, {@code
 * batch} by default here); with several classes each is compared with all others, and the mean
 * follows. segmentation_models.pytorch adds 1e-5 to each of the four counts instead of the \(
 * \epsilon \): {@code smooth}.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link RegionLoss}. Range: 0 for a
 * perfect prediction, 1 for one that knows nothing, 2 for the inverse. A class without a labelled
 * voxel, or that fills the image, costs 1 with no gradient but for {@code smooth}; {@code
 * absentClass} leaves the former out.
 */
public final class MccLoss extends RegionLoss {

    /** Below this the square root has no slope; a product of two variances in single precision. */
    private static final double SMALLEST_SQUARE = 1e-30;

    private final float epsilon;
    private final float smooth;

    private MccLoss(Builder builder) {
        super(builder);
        epsilon = Arguments.within("epsilon", builder.epsilon, 0, Float.MAX_VALUE);
        smooth = Arguments.within("smooth", builder.smooth, 0, 1e6);
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
        // The coefficient of a class is that of its complement, but not where classes are pooled.
        RegionStatistics counts =
                (poolClasses()
                                ? RegionStatistics.of(in, RegionStatistics.Form.PLAIN)
                                : RegionStatistics.ofMinorities(in))
                        .map(aggregate);
        NDArray voxels = aggregate.apply(RegionStatistics.voxels(in));
        NDArray share = SafeMath.atLeast(voxels.add(4 * smooth), SMALLEST).pow(-1);
        NDArray both = counts.intersection().add(smooth).mul(share);
        NDArray predicted = counts.predicted().add(2 * smooth).mul(share);
        NDArray labelled = counts.labelled().add(2 * smooth).mul(share);
        NDArray square = variance(predicted).mul(variance(labelled)).add(share.pow(4).mul(epsilon));
        NDArray root = SafeMath.atLeast(square, SMALLEST_SQUARE).sqrt();
        NDArray coefficient = both.sub(predicted.mul(labelled)).div(root);
        // Where no voxel counts, nothing is wrong.
        return coefficient.neg().add(1).mul(voxels.sign());
    }

    private static NDArray variance(NDArray share) {
        return share.mul(share.neg().add(1));
    }

    /** The options of {@link MccLoss}. */
    public static final class Builder extends RegionLoss.Builder<Builder> {

        @Option("added under the root (paper: 1e-7)")
        private float epsilon = 1e-7f;

        @Option("added to each of the four counts (segmentation_models.pytorch: 1e-5)")
        private float smooth;

        private Builder() {
            optAggregation(Aggregation.BATCH);
        }

        /**
         * Sets what is added under the root.
         *
         * @param epsilon \( \epsilon \), 0 or more
         * @return this builder
         */
        public Builder optEpsilon(float epsilon) {
            this.epsilon = epsilon;
            return this;
        }

        /**
         * Sets what is added to each of the four counts.
         *
         * @param smooth 0 or more
         * @return this builder
         */
        public Builder optSmooth(float smooth) {
            this.smooth = smooth;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public MccLoss build() {
            return new MccLoss(this);
        }
    }
}

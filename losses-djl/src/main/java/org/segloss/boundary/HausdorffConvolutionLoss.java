package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.Stream;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LabelFormula;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;
import org.segloss.tensor.Windows;

/**
 * Hausdorff loss by convolution with balls: squared errors, counted for every radius at which the
 * ball around the voxel lies on the wrong side.
 *
 * <p>From Karimi and Salcudean, <a href="https://arxiv.org/abs/1904.10030">Reducing the Hausdorff
 * Distance in Medical Image Segmentation with CNNs</a> (IEEE TMI 2020). Use it beside an overlap
 * loss, where the distance to the prediction is to have a gradient; not for large volumes, where
 * balls have many voxels.
 *
 * <p>\[ L = \frac{1}{N |K| V} \sum_{n, c \in K, v} \sum_{r} r^\alpha (p - g)^2 \left( p \left[ s(1
 * - B_r * g) + s(B_r * p) \right] + g \left[ s(B_r * g) + s(1 - B_r * p) \right] \right) \]
 *
 * <p>r runs over {@code radii}; \( B_r \) is the mean over the voxels no farther than r, and what
 * is outside the image is not of the class. \( s(t) = \max(0, 2t - 1) \) is this library's soft
 * threshold: the paper has a hard one in the definition and a soft one in training, and no code of
 * it is public. A ball reaches no farther than the image; one whose box then has more than 8192
 * voxels is refused, for each of them costs a multiplication per voxel of the image.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 or more, 0 for a perfect
 * prediction. Everything that holds p carries a gradient.
 */
public final class HausdorffConvolutionLoss extends HausdorffLoss {

    private final float[] radii;
    private final List<LabelFormula> ofLabels;

    private HausdorffConvolutionLoss(Builder builder) {
        super(builder);
        radii = builder.radii.clone();
        for (float radius : radii) {
            Arguments.within("radii", radius, 1, 50);
        }
        if (radii.length == 0) {
            throw new IllegalArgumentException("radii = []: give at least one, for example 3");
        }
        ofLabels = Stream.generate(LabelFormula::new).limit(radii.length).toList();
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
    NDArray penalties(LossInput in, Errors errors, int... counted) {
        NDArray maps = in.unfold(errors.p(), false);
        NDArray falsePositive = errors.squares().mul(errors.p());
        NDArray falseNegative = errors.squares().mul(errors.g());
        NDArray sum = null;
        for (int i = 0; i < radii.length; i++) {
            NDArray ball = BallKernel.of(in, radii[i]);
            NDArray ofAll = ofLabels.get(i).of(in, labels -> majority(labels, ball));
            NDArray label = errors.span().of(ofAll).reshape(errors.g().getShape());
            NDArray share = majority(maps, ball).reshape(errors.p().getShape());
            NDArray outside = SafeMath.relu(label.neg()).add(SafeMath.relu(share));
            NDArray inside = SafeMath.relu(label).add(SafeMath.relu(share.neg()));
            NDArray positive = falsePositive.mul(outside);
            NDArray negative = falseNegative.mul(inside);
            NDArray term = SafeMath.times(positive.add(negative), power(radii[i]));
            sum = sum == null ? term : sum.add(term);
        }
        return sum;
    }

    /** 2t - 1, which s(t) is where it is positive, and whose opposite s(1 - t) is. */
    private static NDArray majority(NDArray maps, NDArray ball) {
        NDArray share = Windows.convolve(maps, ball, true);
        return share.add(share).sub(1);
    }

    /** The options of {@link HausdorffConvolutionLoss}. */
    public static final class Builder extends HausdorffLoss.Builder<Builder> {

        @Option("radii of the balls, in voxels, 1 to 50")
        private float[] radii = {3, 6};

        private Builder() {}

        /**
         * Sets the radii of the balls.
         *
         * @param radii one or more, in voxels, 1 to 50
         * @return this builder
         */
        public Builder optRadii(float... radii) {
            this.radii = radii.clone();
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public HausdorffConvolutionLoss build() {
            return new HausdorffConvolutionLoss(this);
        }
    }
}

package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.tensor.SafeMath;

/**
 * Active contour loss: what is on the wrong side of the predicted contours, plus their length.
 *
 * <p>From Chen et al., <a href="https://doi.org/10.1109/CVPR.2019.01190">Learning Active Contour
 * Models for Medical Image Segmentation</a> (CVPR 2019). Use it for compact structures with smooth
 * outlines, beside or after another loss, for it may not be stable at first; not for thin
 * structures, which are all outline.
 *
 * <p>\[ L = \lambda\, \overline{\mu\, p (1-g)^2 + (1-p)\, g^2} + w\, \overline{|\nabla p|}, \quad
 * |\nabla p|_v = \sqrt{\epsilon + \textstyle\sum_a (p_{v+a} - p_v)^2 / s_a^2} \]
 *
 * <p>w is {@code weightLength}, a the step along each axis and \( s_a \) its {@code spacing}. This
 * is {@code length} {@code forward}; {@code shifted} is that of the authors' code, which pairs the
 * differences of different pixels. {@code central}, {@code sobel} and {@code pooling} are those of
 * their <a href="https://github.com/HiLab-git/ACELoss">later code</a>, whose two-dimensional Sobel
 * filter loses the length; here it has it. What counts, and the reduction: {@link ContourLoss}.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}, with one to three spatial axes. Range: 0 or
 * more. A perfect prediction costs the length of its contours, which a blurred one has less of; a
 * flat one is \( \sqrt{\epsilon} \) long. An absent class counts: all that is predicted of it is
 * wrong.
 */
public final class ActiveContourLoss extends ContourLoss {

    private final ContourLength length;
    private final float weightLength;

    private ActiveContourLoss(Builder builder) {
        super(builder);
        length = builder.length;
        weightLength = Arguments.within("weightLength", builder.weightLength, 0, Float.MAX_VALUE);
        if (length == ContourLength.POOLING && builder.spacing != null) {
            throw new IllegalArgumentException(
                    "spacing = "
                            + Arrays.toString(builder.spacing)
                            + ": length = pooling measures no distance; leave the spacing out, or"
                            + " choose another length, for example forward");
        }
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
    NDArray contours(Slopes p, NDArray counted) {
        return SafeMath.times(length.of(p, counted), weightLength);
    }

    @Override
    LineCost contours(HostSlopes p) {
        LineCost cost = length.of(p);
        return cost == null ? null : cost.times(weightLength);
    }

    @Override
    Reach reach() {
        return length.reach();
    }

    /** The options of {@link ActiveContourLoss}. */
    public static final class Builder extends ContourLoss.Builder<Builder> {

        @Option("how the length is measured: forward, shifted, central, sobel or pooling")
        private ContourLength length = ContourLength.FORWARD;

        @Option("weight of the length of the contours (paper: 1)")
        private float weightLength = 1f;

        private Builder() {}

        /**
         * Sets how the length is measured.
         *
         * @param length by which differences, or by pooling
         * @return this builder
         */
        public Builder optLength(ContourLength length) {
            this.length = length;
            return this;
        }

        /**
         * Sets the weight of the length.
         *
         * @param weightLength w, 0 or more
         * @return this builder
         */
        public Builder optWeightLength(float weightLength) {
            this.weightLength = weightLength;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public ActiveContourLoss build() {
            return new ActiveContourLoss(this);
        }
    }
}

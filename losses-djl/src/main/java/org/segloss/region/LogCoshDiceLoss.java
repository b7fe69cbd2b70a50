package org.segloss.region;

import ai.djl.ndarray.NDArray;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Log-cosh Dice loss: the Dice loss bent so that it is quadratic near 0.
 *
 * <p>From Jadon, <a href="https://arxiv.org/abs/2006.14822">A survey of loss functions for semantic
 * segmentation</a> (CIBCB 2020). Use it where {@link DiceLoss} jumps about late in a training: its
 * slope, tanh of the Dice loss, fades as the overlap gets good. For the same reason it stops early;
 * where the last percent matters, take {@link DiceLoss}.
 *
 * <p>\[ L = \ln \cosh \left(1 - \frac{2 \sum_v p g + a}{\sum_v p + \sum_v g + b}\right) \]
 *
 * <p>The author's code has one ratio over everything ({@code aggregation} {@code batch}, {@code
 * poolClasses}) and a smoothing of 1; here every image and class has its own. It is computed as \(
 * z + \ln(1 + e^{-2z}) - \ln 2 \), which does not overflow.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link TverskyIndexLoss}, {@link
 * RegionLoss}. Range: 0 for a perfect prediction to ln cosh 1 = 0.4338. Absent classes: as in
 * {@link DiceLoss}.
 */
public final class LogCoshDiceLoss extends TverskyIndexLoss {

    private LogCoshDiceLoss(Builder builder) {
        super(builder, 0.5, 0.5, 0.5);
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
    protected NDArray bend(NDArray loss, LossInput in) {
        // Of the absolute value, whose exponential stays small; halved inside the logarithm, so
        // that
        // a loss of 0 stays exactly 0.
        NDArray size = loss.abs();
        NDArray one = SafeMath.times(SafeMath.times(size, -2).exp().add(1), 0.5);
        return one.log().add(size);
    }

    /** The options of {@link LogCoshDiceLoss}. */
    public static final class Builder extends TverskyIndexLoss.Builder<Builder> {

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public LogCoshDiceLoss build() {
            return new LogCoshDiceLoss(this);
        }
    }
}

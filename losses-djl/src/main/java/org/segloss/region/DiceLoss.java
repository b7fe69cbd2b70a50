package org.segloss.region;

/**
 * Soft Dice loss.
 *
 * <p>From Milletari, Navab and Ahmadi, <a href="https://arxiv.org/abs/1606.04797">V-Net</a> (3DV
 * 2016), which squares the denominator ({@code squared}); the plain form is that of Drozdzal et
 * al., <a href="https://arxiv.org/abs/1608.04117">DLMIA 2016</a>. Use it where structures are small
 * against the background: it does not see true negatives. Its gradient is rough for very small
 * structures; cross entropy beside it helps.
 *
 * <p>\[ L = 1 - \frac{2 \sum_v p g + a}{\sum_v p + \sum_v g + b}, \qquad \text{squared: } \sum_v
 * p^2 + \sum_v g^2 \text{ below} \]
 *
 * <p>a is {@code smoothNumerator}, b {@code smoothDenominator}. nnU-Net v1 and SegLoss square the
 * products p g instead, which is another function; here it is V-Net's. For soft labels set {@code
 * softLabels}: the product form is least away from p = g.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link TverskyIndexLoss}, {@link
 * RegionLoss}. Range: 0 for a perfect prediction to 1. With equal smoothing an absent class scores
 * a / (sum p + a): not a dead gradient, but a steep one at p = 0. Equal to {@link TverskyLoss} with
 * weights 0.5, 0.5 but for the smoothing, which counts half there.
 */
public final class DiceLoss extends TverskyIndexLoss {

    private DiceLoss(Builder builder) {
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

    /** The options of {@link DiceLoss}. */
    public static final class Builder extends TverskyIndexLoss.Builder<Builder> {

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public DiceLoss build() {
            return new DiceLoss(this);
        }
    }
}

package org.segloss.region;

import ai.djl.ndarray.NDArray;
import org.segloss.Option;

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
 * products p g instead, which is another function; here it is V-Net's. For soft labels the product
 * form has its minimum away from p = g; {@code softLabels} counts the smaller of p and g instead
 * (Wang et al., <a href="https://arxiv.org/abs/2303.16296">Dice Semimetric Losses</a>, MICCAI 2023;
 * MONAI's {@code soft_label}).
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link RegionLoss}. Range: 0 for a
 * perfect prediction to 1. With equal smoothing an absent class scores a / (sum p + a): not a dead
 * gradient, but a steep one at p = 0. Equal to {@link TverskyLoss} with weights 0.5, 0.5 but for
 * the smoothing, which counts half there.
 */
public final class DiceLoss extends RegionLoss {

    private final RegionStatistics.Form form;

    private DiceLoss(Builder builder) {
        super(builder);
        form = RegionStatistics.Form.of(builder.squared, builder.softLabels);
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
    protected RegionStatistics.Form form() {
        return form;
    }

    @Override
    protected NDArray score(RegionStatistics counts) {
        return tversky(counts, 0.5, 0.5, 0.5);
    }

    /** The options of {@link DiceLoss}. */
    public static final class Builder extends RegionLoss.Builder<Builder> {

        @Option("whether p and g are squared in the denominator (V-Net)")
        private boolean squared;

        @Option("whether TP is the sum of min(p, g), right for soft labels (Wang 2023)")
        private boolean softLabels;

        private Builder() {}

        /**
         * Sets whether p and g are squared in the denominator.
         *
         * @param squared true for the form of V-Net
         * @return this builder
         */
        public Builder optSquared(boolean squared) {
            this.squared = squared;
            return this;
        }

        /**
         * Sets whether TP is counted as the smaller of p and g.
         *
         * @param softLabels true for a minimum at p = g also where labels are soft
         * @return this builder
         */
        public Builder optSoftLabels(boolean softLabels) {
            this.softLabels = softLabels;
            return this;
        }

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

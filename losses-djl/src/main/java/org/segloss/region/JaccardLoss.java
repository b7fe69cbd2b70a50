package org.segloss.region;

/**
 * Soft Jaccard loss (intersection over union).
 *
 * <p>From Rahman and Wang, <a href="https://doi.org/10.1007/978-3-319-50835-1_22">Optimizing
 * Intersection-Over-Union in Deep Neural Networks for Image Segmentation</a> (ISVC 2016): there for
 * one foreground class, with one ratio over the batch and no smoothing. Use it where the
 * intersection over union is what is reported; it punishes partial overlap harder than Dice.
 *
 * <p>\[ L = 1 - \frac{I + a}{U + b}, \qquad I = \sum_v p g,\quad U = \sum_v (p + g) - I \]
 *
 * <p>a is {@code smoothNumerator}, b {@code smoothDenominator}; MONAI doubles I and U, so its
 * smoothing counts half.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link TverskyIndexLoss}, {@link
 * RegionLoss}. Range: 0 for a perfect prediction to 1. Equal to {@link TverskyLoss} with weights 1,
 * 1.
 */
public final class JaccardLoss extends TverskyIndexLoss {

    private JaccardLoss(Builder builder) {
        super(builder, 1, 1, 1);
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of {@link JaccardLoss}. */
    public static final class Builder extends TverskyIndexLoss.Builder<Builder> {

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public JaccardLoss build() {
            return new JaccardLoss(this);
        }
    }
}

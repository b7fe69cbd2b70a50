package org.segloss.region;

import ai.djl.ndarray.NDArray;
import org.segloss.Option;

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
 * smoothing counts half. {@code squared} takes \( p^2 \) and \( g^2 \) in the sum. {@code
 * softLabels} counts the smaller of p and g as intersection (Wang et al., <a
 * href="https://arxiv.org/abs/2302.05666">Jaccard Metric Losses</a>, NeurIPS 2023).
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link RegionLoss}. Range: 0 for a
 * perfect prediction to 1. Equal to {@link TverskyLoss} with weights 1, 1.
 */
public final class JaccardLoss extends RegionLoss {

    private final RegionStatistics.Form form;

    private JaccardLoss(Builder builder) {
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
        return tversky(counts, 1, 1, 1);
    }

    /** The options of {@link JaccardLoss}. */
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
        public JaccardLoss build() {
            return new JaccardLoss(this);
        }
    }
}

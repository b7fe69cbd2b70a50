package org.segloss.region;

/**
 * Generalized Dice loss: one Dice over all classes, each weighed by the inverse of its volume.
 *
 * <p>From Sudre, Li, Vercauteren, Ourselin and Cardoso, <a
 * href="https://arxiv.org/abs/1707.03237">Generalised Dice overlap as a deep learning loss function
 * for highly unbalanced segmentations</a> (DLMIA 2017). Use it where the volumes of classes differ
 * by orders of magnitude. Where a class has a few voxels in some images only, its weight jumps from
 * image to image: take {@code weighting} {@code simple}, {@code aggregation} {@code batch}, or
 * {@link DiceLoss}.
 *
 * <p>\[ L = 1 - \frac{2 \sum_c w_c \sum_v p g + a}{\sum_c w_c \sum_v (p + g) + b}, \qquad w_c =
 * \frac{1}{(\sum_v g_{vc})^2} \]
 *
 * <p>NiftyNet and MONAI give absent classes the largest weight of the others, as here. NiftyNet has
 * no smoothing and floors each class's sum of p and g at 1. SegLoss weighs an absent class 1e20,
 * after which nothing else counts, and returns the negative score.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link GeneralizedDiceIndexLoss},
 * {@link TverskyIndexLoss}, {@link RegionLoss}. Range: 0 for a perfect prediction to 1.
 */
public final class GeneralizedDiceLoss extends GeneralizedDiceIndexLoss {

    private GeneralizedDiceLoss(Builder builder) {
        super(builder);
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of {@link GeneralizedDiceLoss}. */
    public static final class Builder extends GeneralizedDiceIndexLoss.Builder<Builder> {

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public GeneralizedDiceLoss build() {
            return new GeneralizedDiceLoss(this);
        }
    }
}

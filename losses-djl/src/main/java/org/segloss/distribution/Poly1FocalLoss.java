package org.segloss.distribution;

import java.util.function.Consumer;
import org.segloss.PartOptions;

/**
 * Poly-1 focal loss: focal loss with more, or less, of its first polynomial term.
 *
 * <p>From Leng et al., <a href="https://arxiv.org/abs/2204.12511">PolyLoss</a> (ICLR 2022). Use it
 * where focal loss is right but stops too early at voxels that are nearly solved; not with noisy
 * labels, which focal losses dwell on.
 *
 * <p>\[ \ell_v = -\alpha_{y_v} (1 - p_{v y_v})^\gamma \ln p_{v y_v} + \epsilon\, (1 - p_{v
 * y_v})^{\gamma + 1} \]
 *
 * <p>Multi-label (sigmoid): the same per channel, with p the probability of the channel's label and
 * \( \alpha_t = \alpha g + (1-\alpha)(1-g) \). As in the PyTorch re-implementations, {@code alpha}
 * and class weights weigh the focal term alone; an absent class has no voxel that counts.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: with {@code epsilon} of 0 or more, 0
 * or more and 0 for a perfect prediction; a negative {@code epsilon} can outweigh a small {@code
 * alpha}. With {@code epsilon} 0 it is {@link FocalLoss}, with {@code gamma} 0 {@link Poly1Loss}.
 */
public final class Poly1FocalLoss extends PolyLoss {

    private Poly1FocalLoss(Builder builder, FocalLoss.Builder part, FocalLoss focal) {
        super(builder, part, focal, focal.gamma() + 1);
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of {@link Poly1FocalLoss}; those of {@link FocalLoss} come on top. */
    public static final class Builder extends PolyLoss.Builder<Builder> {

        @PartOptions private final FocalLoss.Builder focal = FocalLoss.builder();

        private Builder() {}

        /**
         * Sets options that the focal loss has.
         *
         * @param options what to set on its builder
         * @return this builder
         */
        public Builder optFocal(Consumer<FocalLoss.Builder> options) {
            options.accept(focal);
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public Poly1FocalLoss build() {
            shareClasses(focal);
            return new Poly1FocalLoss(this, focal, focal.build());
        }
    }
}

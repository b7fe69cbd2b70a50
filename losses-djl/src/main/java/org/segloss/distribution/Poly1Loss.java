package org.segloss.distribution;

import java.util.function.Consumer;
import org.segloss.PartOptions;

/**
 * Poly-1 cross entropy: cross entropy with more, or less, of its first polynomial term.
 *
 * <p>From Leng et al., <a href="https://arxiv.org/abs/2204.12511">PolyLoss</a> (ICLR 2022). Use it
 * as cross entropy with one number to tune: a positive {@code epsilon} keeps pulling at voxels that
 * are nearly right, a negative one lets them go. It is no remedy for imbalance.
 *
 * <p>\[ \ell_v = -w_{y_v} \ln p_{v y_v} + \epsilon\, (1 - p_{v y_v}) \]
 *
 * <p>Since \( -\ln p = \sum_j (1-p)^j / j \), \( \epsilon \) is added to the first coefficient.
 * Multi-label (sigmoid): the same per channel, with p the probability of the channel's label. The
 * mean over voxels is taken ({@code normalization}). Class weights weigh the logarithm alone, see
 * {@link PolyLoss}; an absent class has no voxel that counts.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 or more, 0 for a perfect
 * prediction; with {@code epsilon} 0 it is {@link CrossEntropyLoss}. Finite for logits of any size.
 */
public final class Poly1Loss extends PolyLoss {

    private Poly1Loss(Builder builder, CrossEntropyLoss.Builder part) {
        super(builder, part, part.build(), 1);
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of {@link Poly1Loss}; those of {@link CrossEntropyLoss} come on top. */
    public static final class Builder extends PolyLoss.Builder<Builder> {

        @PartOptions
        private final CrossEntropyLoss.Builder crossEntropy =
                CrossEntropyLoss.builder().optNormalization(Normalization.VOXELS);

        private Builder() {}

        /**
         * Sets options that the cross entropy has.
         *
         * @param options what to set on its builder
         * @return this builder
         */
        public Builder optCrossEntropy(Consumer<CrossEntropyLoss.Builder> options) {
            options.accept(crossEntropy);
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public Poly1Loss build() {
            return new Poly1Loss(this, shareClasses(crossEntropy));
        }
    }
}

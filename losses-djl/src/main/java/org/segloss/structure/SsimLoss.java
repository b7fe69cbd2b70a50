package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;

/**
 * Structural similarity loss: how much brightness, contrast and structure of the probability map
 * differ from the label's, window by window.
 *
 * <p>From Wang et al., <a href="https://doi.org/10.1109/TIP.2003.819861">Image quality assessment:
 * from error visibility to structural similarity</a> (IEEE TIP 2004), here of segmentations. Use it
 * beside cross entropy or Dice for sharp boundaries; alone it is nearly flat where both maps are
 * even, and there a probability of 0.001 counts much against 0.
 *
 * <p>\[ L = 1 - \operatorname{mean} \frac{(2 \mu_p \mu_g + k_1^2)(2 \sigma_{pg} + k_2^2)}{(\mu_p^2
 * + \mu_g^2 + k_1^2)(\sigma_p^2 + \sigma_g^2 + k_2^2)} \]
 *
 * <p>\( \mu, \sigma^2, \sigma_{pg} \) are the means, variances and covariance of a window of {@code
 * windowSize} voxels, weighed by {@code kernel}; only windows inside the image count, as in MONAI.
 * An axis shorter than the window gets one of its own length, where MONAI fails.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}, with one to three spatial axes; {@code
 * reduction} {@code none} gives {@code [N, C]}, 0 for a background that takes no part. Range: 0 for
 * a perfect prediction to 2. Class weights multiply the loss of a class. An absent class costs what
 * is predicted of it. Ignored voxels count as background that is right.
 */
public final class SsimLoss extends SimilarityLoss {

    private SsimLoss(Builder builder) {
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

    @Override
    protected NDArray compute(LossInput in) {
        NDArray p = in.unfold(in.counted(in.probabilities()), false);
        NDArray g = in.unfold(in.labelMaps(), false);
        NDArray losses = similarity(p, g, in.targets().hard(), in).whole().neg().add(1);
        int classes = in.targets().classes();
        double[] weights = weightsOfClasses(in);
        int counted = classes - (includeBackground(in) ? 0 : 1);
        double count = reduction() == Reduction.MEAN ? in.targets().images() * counted : 1;
        Arrays.setAll(weights, c -> weights[c] / count);
        NDArray weighted = losses.mul(in.constant(weights, 1, classes));
        return reduction() == Reduction.NONE ? weighted : weighted.sum();
    }

    /** The options of {@link SsimLoss}. */
    public static final class Builder extends SimilarityLoss.Builder<Builder> {

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public SsimLoss build() {
            return new SsimLoss(this);
        }
    }
}

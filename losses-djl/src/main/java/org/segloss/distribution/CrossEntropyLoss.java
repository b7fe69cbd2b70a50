package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Cross entropy with class weights, label smoothing and a voxel weight map.
 *
 * <p>From Ronneberger et al., <a href="https://arxiv.org/abs/1505.04597">U-Net</a> (MICCAI 2015),
 * where the weight map makes the network learn the gaps between touching cells. Use it as the first
 * choice where classes are balanced; with small structures, weigh the classes or add an overlap
 * loss.
 *
 * <p>\[ L = \frac{\sum_v m_v \sum_c w_c\, q_{vc}\, (-\ln p_{vc})}{Z}, \qquad q = (1-\epsilon)\, g +
 * \epsilon / C \]
 *
 * <p>g is the label, m the label array {@code weight_map} (1 without one), w {@code classWeights},
 * \( \epsilon \) {@code labelSmoothing} (Szegedy et al., <a
 * href="https://arxiv.org/abs/1512.00567">CVPR 2016</a>). Z is chosen by {@code normalization}:
 * {@code weights} (\( \sum_v m_v w_{y_v} \), as PyTorch), {@code image_weights} (that sum image by
 * image, then the mean over images, as NiftyNet), {@code voxels}, {@code elements} (voxels times
 * classes) or {@code none} (the sum of the paper). PyTorch divides by the number of voxels for soft
 * labels whatever the class weights; here one-hot maps give what indices give.
 *
 * <p>Multi-label (sigmoid): \( w^+_c\, g\, \ln(1+e^{-x}) + (1-g) \ln(1+e^{x}) \) per channel, with
 * {@code positiveWeights} \( w^+ \).
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 or more, 0 for a perfect prediction
 * without smoothing. Linear in the logits where they are wrong, finite for logits of any size. With
 * every voxel ignored the loss is 0.
 */
public final class CrossEntropyLoss extends NormalizedVoxelLoss {

    private final float[] positiveWeights;

    private CrossEntropyLoss(Builder builder) {
        super(builder);
        positiveWeights = builder.positiveWeights;
        if (positiveWeights != null) {
            Arguments.weights("positiveWeights", positiveWeights);
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
    protected NDArray term(NDArray logProbability, LossInput in) {
        if (positiveWeights != null) {
            throw new IllegalArgumentException(
                    "positiveWeights has a meaning for separate channels only (activation sigmoid):"
                            + " with exclusive classes use classWeights");
        }
        return super.term(logProbability, in);
    }

    @Override
    protected NDArray channelTerm(NDArray label, LossInput in) {
        if (positiveWeights == null) {
            return super.channelTerm(label, in);
        }
        int channels = in.targets().classes();
        Arguments.perClass("positiveWeights", positiveWeights, channels);
        NDArray weights = in.constant(positiveWeights, 1, channels, 1);
        return SafeMath.binaryCrossEntropy(in.logOdds(), label.mul(weights), label.neg().add(1));
    }

    /** The options of {@link CrossEntropyLoss}. */
    public static final class Builder extends NormalizedVoxelLoss.Builder<Builder> {

        @Option("multi-label only: weight of each channel's positive voxels (elsewhere pos_weight)")
        private float[] positiveWeights;

        private Builder() {
            super(Normalization.WEIGHTS);
        }

        /**
         * Sets the weights of positive voxels; multi-label only.
         *
         * @param positiveWeights as many numbers as the prediction has channels
         * @return this builder
         */
        public Builder optPositiveWeights(float... positiveWeights) {
            this.positiveWeights = positiveWeights.clone();
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public CrossEntropyLoss build() {
            return new CrossEntropyLoss(this);
        }
    }
}

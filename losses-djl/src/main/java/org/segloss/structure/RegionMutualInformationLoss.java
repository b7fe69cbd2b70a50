package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.tensor.SafeMath;

/**
 * Region mutual information loss: cross entropy, and how little each small region of the prediction
 * tells of the same region of the label.
 *
 * <p>From Zhao et al., <a href="https://arxiv.org/abs/1910.12037">Region Mutual Information Loss
 * for Semantic Segmentation</a> (NeurIPS 2019). Use it where a voxel's neighbours tell of it, in
 * images much larger than a region; not where steps must be cheap: it compares on the host.
 *
 * <p>\[ L = \lambda \overline{\ell} + \frac{1 - \lambda}{N} \sum_{n,c} \frac{1}{2d} \ln \det \left(
 * \Sigma_g - \Sigma_{gp} (\Sigma_p + \alpha I)^{-1} \Sigma_{gp}^\top + \alpha I \right) \]
 *
 * <p>Both maps are pooled, by default as in the authors' class; their training takes the {@code
 * average} of 2. \( \Sigma \) are summed products of the centred regions of d voxels, {@code
 * radius} along every axis that is not shorter. As in their code \( \overline{\ell} \) of channels
 * that are tasks is their sum, over one voxel more than there are. Their {@code lambda_way} 0 is \(
 * 1 + \lambda \) times this loss with \( 1 / (1 + \lambda) \) for \( \lambda \).
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; {@code reduction} {@code none} gives the
 * loss of each image, {@code [N]}. Range: not bounded by 0. An absent class adds a constant and its
 * cross entropy. At ignored voxels p and g are 0 for their regions. No second derivatives.
 */
public final class RegionMutualInformationLoss extends CrossEntropyMixLoss {

    private final Regions regions;

    private RegionMutualInformationLoss(Builder builder) {
        super(builder);
        regions =
                new Regions(
                        builder.radius,
                        builder.pooling,
                        builder.poolSize,
                        builder.alpha,
                        builder.sigmoidMaps);
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
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    @Override
    protected NDArray compute(LossInput in) {
        int images = in.targets().images();
        long valid = in.targets().validVoxels();
        double scale = reduction() == Reduction.MEAN ? 1.0 / images : 1;
        double perVoxel =
                scale * lambda() * images / Math.max(1, in.exclusive() ? valid : valid + 1);
        // Where no voxel counts, there is nothing to tell.
        double told = valid == 0 ? 0 : scale * (1 - lambda());
        NDArray entropy = in.counted(in.crossEntropy()).sum(new int[] {2});
        NDArray losses =
                SafeMath.times(entropy, perVoxel)
                        .add(SafeMath.times(regions.information(in), told))
                        .mul(classWeights(in))
                        .sum(new int[] {1});
        return reduction() == Reduction.NONE ? losses : losses.sum();
    }

    /** The options of {@link RegionMutualInformationLoss}. */
    public static final class Builder extends CrossEntropyMixLoss.Builder<Builder> {

        @Option("length of a region along every axis, in pooled voxels (paper: 3)")
        private int radius = 3;

        @Option("how maps are made smaller: max or average")
        private Pooling pooling = Pooling.MAX;

        @Option("length of the pooled windows along every axis in voxels; 1 for none")
        private int poolSize = 3;

        @Option("added to the diagonal of the covariances (paper: 5e-4)")
        private float alpha = 5e-4f;

        @Option("whether p is the sigmoid of each logit under softmax too, as in the authors' code")
        private boolean sigmoidMaps;

        private Builder() {}

        /**
         * Sets the size of the regions.
         *
         * @param radius their length along every axis, in pooled voxels
         * @return this builder
         */
        public Builder optRadius(int radius) {
            this.radius = radius;
            return this;
        }

        /**
         * Sets how maps are made smaller.
         *
         * @param pooling what a window becomes
         * @param poolSize its length along every axis in voxels, 1 for none
         * @return this builder
         */
        public Builder optPooling(Pooling pooling, int poolSize) {
            this.pooling = pooling;
            this.poolSize = poolSize;
            return this;
        }

        /**
         * Sets what is added to the diagonal of the covariances.
         *
         * @param alpha \( \alpha \), above 0
         * @return this builder
         */
        public Builder optAlpha(float alpha) {
            this.alpha = alpha;
            return this;
        }

        /**
         * Sets what p is under softmax.
         *
         * @param sigmoidMaps true for the sigmoid of each logit
         * @return this builder
         */
        public Builder optSigmoidMaps(boolean sigmoidMaps) {
            this.sigmoidMaps = sigmoidMaps;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public RegionMutualInformationLoss build() {
            return new RegionMutualInformationLoss(this);
        }
    }
}

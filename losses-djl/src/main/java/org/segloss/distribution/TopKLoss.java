package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.geometry.Selection;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.tensor.SafeMath;

/**
 * Top-k cross entropy: the mean of the largest voxel losses of the batch (online hard mining).
 *
 * <p>From Wu, Shen and van den Hengel, <a href="https://arxiv.org/abs/1605.06885">Bridging
 * Category-level and Instance-level Semantic Image Segmentation</a> (2016). Use it where most
 * voxels are easy and alike; not with noisy labels, which are the hardest voxels of all.
 *
 * <p>\[ L = \frac{1}{K} \sum_{v \in \mathrm{top}_K} -w_{y_v} \ln p_{v y_v} \]
 *
 * <p>Two ways to choose K. By default \( K = \max(1, \lfloor n\,k/100 \rfloor) \) with {@code
 * percent} k of the n voxels of the whole batch, as nnU-Net does. With {@code threshold} t, the
 * form of the paper: all voxels with \( p_{v y_v} \lt t \), but at least {@code minKept}; the
 * probability is read off the voxel's loss, weights included. Ignored voxels have loss 0 and count
 * in n. Class weights, the weight map and label smoothing enter before the selection, and nothing
 * divides by them.
 *
 * <p>Only selected voxels have a gradient, 1/K each; of equal losses the first are selected. Range:
 * 0 or more. {@code reduction} {@code sum} adds the K losses up; {@code none} is refused, since
 * there is no map. Shapes: see {@link org.segloss.SegmentationLoss}. Cost: one selection, on the
 * host.
 */
public final class TopKLoss extends VoxelLoss {

    private final float percent;
    private final Float threshold;
    private final int minKept;

    private TopKLoss(Builder builder) {
        super(builder);
        percent = Arguments.within("percent", builder.percent, 0, 100);
        threshold = builder.threshold;
        minKept = builder.minKept;
        if (threshold != null) {
            Arguments.within("threshold", threshold, 0, 1);
        }
        Arguments.within("minKept", minKept, 1, Integer.MAX_VALUE);
        if (reduction() == Reduction.NONE) {
            throw new IllegalArgumentException(
                    "reduction = none: the selected voxels form no map; allowed are mean and sum");
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
    protected NDArray reduce(NDArray map, LossInput in) {
        float[] losses = LossInput.floats(map);
        int kept = Math.max(1, kept(losses));
        float[] hardest = Selection.largest(losses, kept);
        NDArray sum = map.mul(in.constant(hardest, map.getShape().getShape())).sum();
        return reduction() == Reduction.SUM ? sum : SafeMath.times(sum, 1.0 / kept);
    }

    private int kept(float... losses) {
        if (threshold == null) {
            // By its decimal digits: 33.3f is a little less, and of 1000 voxels would keep 332.
            double share = Double.parseDouble(Float.toString(percent));
            return (int) Math.floor(losses.length * share / 100);
        }
        int hard = 0;
        for (float loss : losses) {
            hard += loss > -Math.log(threshold) ? 1 : 0;
        }
        return Math.min(losses.length, Math.max(minKept, hard));
    }

    /** The options of {@link TopKLoss}. */
    public static final class Builder extends VoxelLoss.Builder<Builder> {

        @Option("share of the voxels that is kept, in percent, 0 to 100")
        private float percent = 10f;

        @Option("keep the voxels whose probability is below this instead (Wu 2016), 0 to 1")
        private Float threshold;

        @Option("with threshold: the number of voxels that is kept at least")
        private int minKept = 1;

        private Builder() {}

        /**
         * Sets the share of the voxels that is kept.
         *
         * @param percent k, 0 to 100
         * @return this builder
         */
        public Builder optPercent(float percent) {
            this.percent = percent;
            return this;
        }

        /**
         * Keeps the voxels below a probability instead of a share.
         *
         * @param threshold t, 0 to 1
         * @return this builder
         */
        public Builder optThreshold(float threshold) {
            this.threshold = threshold;
            return this;
        }

        /**
         * Sets how many voxels are kept at least when there is a threshold.
         *
         * @param minKept K, 1 or more
         * @return this builder
         */
        public Builder optMinKept(int minKept) {
            this.minKept = minKept;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public TopKLoss build() {
            return new TopKLoss(this);
        }
    }
}

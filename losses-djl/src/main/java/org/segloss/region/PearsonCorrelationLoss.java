package org.segloss.region;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Pearson correlation loss: how far the probabilities of a class are from rising and falling with
 * its label.
 *
 * <p>From Wong and Moradi, <a href="https://doi.org/10.1007/978-3-031-21014-3_6">3D Segmentation
 * with Fully Trainable Gabor Kernels and Pearson's Correlation Coefficient</a> (MLMI 2022). Use it
 * with many classes of very different volumes: each is measured in its own standard deviations. It
 * tells no level apart, so that 0.1 and 0.3 correlate as 0 and 1 do: where probabilities are to be
 * read as such, add cross entropy.
 *
 * <p>\[ L = \frac{1 - r}{2}, \qquad r = \frac{\sum_v (p - \bar p)(g - \bar g)}{\sqrt{\sum_v (p -
 * \bar p)^2 \sum_v (g - \bar g)^2 + \epsilon}} \]
 *
 * <p>Means are subtracted voxel by voxel: the difference of sums would cancel in single precision.
 * The authors' code is the same; it knows no ignored voxels and no batch.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link RegionLoss}, but for {@code
 * poolClasses}. Range: 0 for a perfect prediction, 1/2 for one that knows nothing, 1 for the
 * inverse. A class that is absent or fills the image costs 1/2 with no gradient; {@code
 * absentClass} leaves the former out.
 */
public final class PearsonCorrelationLoss extends RegionLoss {

    /** Below this the square root has no slope. */
    private static final double SMALLEST_SQUARE = 1e-30;

    private final float epsilon;

    private PearsonCorrelationLoss(Builder builder) {
        super(builder);
        epsilon = Arguments.within("epsilon", builder.epsilon, 0, Float.MAX_VALUE);
        if (poolClasses()) {
            throw new IllegalArgumentException(
                    "poolClasses has no meaning for a correlation, in which every class has a mean of"
                            + " its own: leave it out");
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
    protected NDArray losses(LossInput in, UnaryOperator<NDArray> aggregate) {
        NDArray voxels = rows(RegionStatistics.voxels(in));
        // Else the sign of the zero gradient of an ignored voxel would tell of its logit.
        NDArray p = centred(in.counted(in.probabilities()), voxels, in);
        NDArray g = centred(in.labelMaps(), voxels, in);
        NDArray square = sum(p.square(), in).mul(sum(g.square(), in)).add(epsilon);
        NDArray root = SafeMath.atLeast(square, SMALLEST_SQUARE).sqrt();
        NDArray distance = sum(p.mul(g), in).div(root).neg().add(1);
        // Where no voxel counts, nothing is wrong.
        return aggregate.apply(SafeMath.times(distance, 0.5).mul(voxels.sign()));
    }

    /** What is centred sums up to 0, by which the way back through the mean is multiplied. */
    private NDArray centred(NDArray map, NDArray voxels, LossInput in) {
        NDArray mean = sum(map.stopGradient(), in).div(SafeMath.atLeast(voxels, SMALLEST));
        return map.sub(mean.expandDims(2));
    }

    private NDArray sum(NDArray map, LossInput in) {
        return rows(RegionStatistics.weightedSum(map, in));
    }

    /** The options of {@link PearsonCorrelationLoss}. */
    public static final class Builder extends RegionLoss.Builder<Builder> {

        @Option("added under the root (paper: 1e-7)")
        private float epsilon = 1e-7f;

        private Builder() {}

        /**
         * Sets what is added under the root.
         *
         * @param epsilon \( \epsilon \), 0 or more
         * @return this builder
         */
        public Builder optEpsilon(float epsilon) {
            this.epsilon = epsilon;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public PearsonCorrelationLoss build() {
            return new PearsonCorrelationLoss(this);
        }
    }
}

package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.host.Filter;
import org.segloss.host.HostArray;
import org.segloss.input.LossInput;
import org.segloss.tensor.Convolution;
import org.segloss.tensor.SafeMath;
import org.segloss.tensor.WindowWeights;
import org.segloss.tensor.Windows;

/**
 * Hausdorff loss by erosion: squared errors that are eroded step by step, so that what remains
 * after many steps, a large wrong region, counts most.
 *
 * <p>From Karimi and Salcudean, <a href="https://arxiv.org/abs/1904.10030">Reducing the Hausdorff
 * Distance in Medical Image Segmentation with CNNs</a> (IEEE TMI 2020). Use it beside an overlap
 * loss, where distance transforms are too slow; not alone, for errors that no step leaves anything
 * of have no gradient.
 *
 * <p>\[ L = \frac{1}{N |K| V} \sum_{n, c \in K, v} \sum_{k=1}^{E} k^\alpha b_k, \qquad b_k =
 * \mathrm{rescale}\left(\max(0, B * b_{k-1} - \tfrac12)\right), \qquad b_0 = (p - g)^2 \]
 *
 * <p>E is {@code erosions}. B is the mean of a voxel and its face neighbours, 0 outside the image.
 * Each \( b_k \) is brought to 0..1 in its image and class, unless it is the same everywhere; that
 * is not in the paper's formula but in all code, since without it nothing is left after two steps.
 * Kornia's form: an earlier code base computes it without gradient, and erodes volumes slice by
 * slice.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 or more, 0 for a perfect
 * prediction. The gradient flows through the rescaling too; where several voxels share the smallest
 * or largest value, each has its share. E maps are kept for the way back.
 */
public final class HausdorffErosionLoss extends HausdorffLoss {

    private final int erosions;

    private HausdorffErosionLoss(Builder builder) {
        super(builder);
        erosions = (int) Arguments.within("erosions", builder.erosions, 1, 1000);
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
    NDArray penalties(LossInput in, Errors errors, int... counted) {
        UnaryOperator<NDArray> erosion = in.hosted() ? onHost(in) : onEngine(in);
        NDArray eroded = errors.squares();
        NDArray sum = null;
        for (int k = 1; k <= erosions; k++) {
            eroded = erosion.apply(eroded);
            NDArray weighted = SafeMath.times(eroded, power(k));
            sum = sum == null ? weighted : sum.add(weighted);
        }
        return sum;
    }

    private static UnaryOperator<NDArray> onHost(LossInput in) {
        int[] space = in.targets().spatialShape();
        WindowWeights cross = new WindowWeights(sides(space), cross(space));
        Filter erosion = new Erosion(new Convolution(List.of(cross), true, space), in.targets());
        return x -> ((HostArray) x).filtered(erosion, x.getShape().slice(2));
    }

    private static UnaryOperator<NDArray> onEngine(LossInput in) {
        int[] space = in.targets().spatialShape();
        long[] sides = IntStream.of(sides(space)).asLongStream().toArray();
        NDArray cross = in.constant(cross(space), sides);
        return x -> {
            NDArray mean = Windows.convolve(in.unfold(x, false), cross, true);
            return rescaled(in.counted(mean.reshape(x.getShape()).sub(0.5)));
        };
    }

    private static int[] sides(int... space) {
        return IntStream.of(space).map(size -> 3).toArray();
    }

    /** The mean of a voxel and its face neighbours: a kernel of three voxels along each axis. */
    private static float[] cross(int... space) {
        int axes = space.length;
        float[] kernel = new float[(int) Math.pow(3, axes)];
        int centre = kernel.length / 2;
        kernel[centre] = 1f / (2 * axes + 1);
        for (int axis = 0, stride = 1; axis < axes; axis++, stride *= 3) {
            kernel[centre - stride] = kernel[centre];
            kernel[centre + stride] = kernel[centre];
        }
        return kernel;
    }

    /** What is above 0 of a map, brought to 0..1 in every image and class. */
    private static NDArray rescaled(NDArray map) {
        NDArray positive = SafeMath.relu(map);
        NDArray most = SafeMath.max(positive);
        NDArray least = SafeMath.max(positive.neg()).neg();
        NDArray range = most.sub(least);
        // 1 where the map is the same everywhere, which stays as it is.
        NDArray flat = SafeMath.indicator(range.eq(0), range);
        return positive.sub(least.mul(flat.neg().add(1))).div(range.add(flat));
    }

    /** The options of {@link HausdorffErosionLoss}. */
    public static final class Builder extends HausdorffLoss.Builder<Builder> {

        @Option("how often the errors are eroded, 1 to 1000 (paper: 10)")
        private int erosions = 10;

        private Builder() {}

        /**
         * Sets how often the errors are eroded.
         *
         * @param erosions E, 1 to 1000
         * @return this builder
         */
        public Builder optErosions(int erosions) {
            this.erosions = erosions;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public HausdorffErosionLoss build() {
            return new HausdorffErosionLoss(this);
        }
    }
}

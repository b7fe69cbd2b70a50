package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.tensor.SafeMath;
import org.segloss.tensor.Windows;

/**
 * A loss by structural similarity: the means, variances and covariance of probabilities and labels
 * in windows that lie inside the image.
 *
 * <p>Where an axis is shorter than the window, the window is as long as the axis. Ignored voxels
 * are 0 in both maps.
 */
abstract class SimilarityLoss extends SegmentationLoss {

    /** What weighs the voxels of a window. */
    public enum Kernel {

        /** The bell curve of width {@code sigma}. */
        GAUSSIAN,

        /** Nothing: all weigh the same. */
        UNIFORM
    }

    private final Kernel kernel;
    private final int windowSize;
    private final float sigma;
    private final float c1;
    private final float c2;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if a value is not allowed
     */
    SimilarityLoss(Builder<?> builder) {
        super(builder);
        kernel = builder.kernel;
        windowSize = (int) Arguments.within("windowSize", builder.windowSize, 1, 999);
        sigma = Arguments.within("sigma", builder.sigma, 0.01, 100);
        c1 = square(Arguments.within("k1", builder.k1, 1e-4, 100));
        c2 = square(Arguments.within("k2", builder.k2, 1e-4, 100));
    }

    private static float square(float k) {
        return k * k;
    }

    /**
     * The similarity of two maps, as means over the windows.
     *
     * @param contrast of contrast and structure alone, {@code [N, C]}
     * @param whole of brightness too, {@code [N, C]}
     */
    record Similarity(NDArray contrast, NDArray whole) {}

    /**
     * Compares maps {@code [N, C, *S]}.
     *
     * @param p probabilities
     * @param g labels
     * @param hard whether all labels are 0 or 1, so that they are their own squares
     * @param in the input
     */
    final Similarity similarity(NDArray p, NDArray g, boolean hard, LossInput in) {
        // Labels by themselves: they have no way back.
        List<NDArray> labelled = moments(hard ? List.of(g) : List.of(g, g.square()), in);
        List<NDArray> moments = moments(List.of(p, p.square(), p.mul(g)), in);
        NDArray meanP = moments.get(0);
        NDArray meanG = labelled.get(0);
        NDArray squares = meanP.square().add(meanG.square());
        NDArray product = SafeMath.times(meanP.mul(meanG), 2);
        NDArray variances = moments.get(1).add(labelled.get(hard ? 0 : 1)).sub(squares);
        NDArray covariance = SafeMath.times(moments.get(2), 2).sub(product);
        NDArray contrast = covariance.add(c2).div(variances.add(c2));
        NDArray whole = contrast.mul(product.add(c1).div(squares.add(c1)));
        return new Similarity(mean(contrast), mean(whole));
    }

    /** The means of each window. */
    private List<NDArray> moments(List<NDArray> maps, LossInput in) {
        Shape space = maps.get(0).getShape().slice(2);
        List<NDArray> windows =
                IntStream.range(0, space.dimension())
                        .mapToObj(axis -> window(axis, space, in))
                        .toList();
        return Windows.convolve(maps, windows, false);
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    private static NDArray mean(NDArray map) {
        NDArray rows = map.reshape(map.getShape().get(0), map.getShape().get(1), -1);
        return SafeMath.times(rows.sum(new int[] {2}), 1.0 / rows.getShape().get(2));
    }

    /** The weights along one axis, which add up to 1. */
    private NDArray window(int axis, Shape space, LossInput in) {
        int length = (int) Math.min(windowSize, space.get(axis));
        double[] weights =
                kernel == Kernel.GAUSSIAN
                        ? AxisWindow.gaussian(length, sigma)
                        : AxisWindow.uniform(length);
        return AxisWindow.along(axis, weights, in);
    }

    /**
     * The options of losses by structural similarity.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends SegmentationLoss.Builder<T> {

        @Option("what weighs the voxels of a window: gaussian or uniform")
        private Kernel kernel = Kernel.GAUSSIAN;

        @Option("side of the windows, at most that of the image")
        private int windowSize = 11;

        @Option("width of the gaussian in voxels")
        private float sigma = 1.5f;

        @Option("its square steadies the brightness")
        private float k1 = 0.01f;

        @Option("its square steadies contrast and structure")
        private float k2 = 0.03f;

        /** Creates a builder with every option at its default. */
        Builder() {}

        /**
         * Sets what weighs the voxels of a window.
         *
         * @param kernel gaussian or uniform
         * @return this builder
         */
        public T optKernel(Kernel kernel) {
            this.kernel = kernel;
            return self();
        }

        /**
         * Sets the side of the windows.
         *
         * @param windowSize number of voxels, 1 to 999
         * @return this builder
         */
        public T optWindowSize(int windowSize) {
            this.windowSize = windowSize;
            return self();
        }

        /**
         * Sets the width of the gaussian.
         *
         * @param sigma in voxels, 0.01 to 100
         * @return this builder
         */
        public T optSigma(float sigma) {
            this.sigma = sigma;
            return self();
        }

        /**
         * Sets what steadies the brightness.
         *
         * @param k1 the root of what is added, 1e-4 to 100
         * @return this builder
         */
        public T optK1(float k1) {
            this.k1 = k1;
            return self();
        }

        /**
         * Sets what steadies contrast and structure.
         *
         * @param k2 the root of what is added, 1e-4 to 100
         * @return this builder
         */
        public T optK2(float k2) {
            this.k2 = k2;
            return self();
        }
    }
}

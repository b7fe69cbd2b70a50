package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.HostPass;
import org.segloss.input.LossInput;
import org.segloss.region.RegionLoss;
import org.segloss.region.RegionStatistics;
import org.segloss.region.SmoothedRegionLoss;
import org.segloss.tensor.Windows;

/**
 * Contour Dice loss: one minus the share of the contours of prediction and label that lies within a
 * tolerance of the other.
 *
 * <p>It is a differentiable surrogate for the contour Dice coefficient of Moltz et al., <a
 * href="https://doi.org/10.1109/ISBI45749.2020.9098557">Learning a Loss Function for Segmentation:
 * A Feasibility Study</a> (ISBI 2020), who train a regression network to approximate the
 * coefficient: no formula can match their loss. Use it beside an overlap loss where it counts how
 * much of an outline would have to be corrected; far from the label's contour it has no direction.
 *
 * <p>\[ L = 1 - \frac{\sum c(p)\, B(c(g)) + \sum c(g)\, B(c(p)) + s}{\sum c(p) + \sum c(g) + s},
 * \quad c(u) = u - \min_{3^n} u, \quad B(c) = \max_{(2t+1)^n} c \]
 *
 * <p>t is {@code tolerance}, s {@code smooth}. For hard masks it is one minus the surface Dice of
 * boundary voxels with a square tolerance. The edge of the image makes no contour, nor do ignored
 * voxels. Class 0 takes no part unless {@code includeBackground} is set.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}, with one to three spatial axes; options:
 * {@link RegionLoss}. Range: 0 for a perfect prediction to 1. A class that is absent or fills the
 * image costs nearly 1 unless the prediction is flat: 0.
 */
public final class ContourDiceLoss extends SmoothedRegionLoss {

    private final int tolerance;

    private ContourDiceLoss(Builder builder) {
        super(builder);
        tolerance = (int) Arguments.within("tolerance", builder.tolerance, 0, 100);
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
        return super.runsOnHost(in) && in.targets().hard();
    }

    @Override
    protected NDArray smoothedLosses(LossInput in, UnaryOperator<NDArray> aggregate) {
        IntPredicate counted = c -> c > 0 || includeBackground(in);
        List<NDArray> sums =
                in.hosted()
                        ? HostPass.sums(in, 2, counted, new ContourShares(in.targets(), tolerance))
                        : sums(in);
        NDArray shared = aggregate.apply(sums.get(0));
        return ratio(shared, aggregate.apply(sums.get(1))).neg().add(1);
    }

    /** What of the contours is near the other ones, and all of them. */
    private List<NDArray> sums(LossInput in) {
        NDArray p = contour(in.probabilities(), in);
        NDArray g = contour(in.labelMaps(), in);
        NDArray near = p.mul(widened(g, in)).add(g.mul(widened(p, in)));
        return List.of(
                RegionStatistics.weightedSum(near, in), RegionStatistics.weightedSum(p.add(g), in));
    }

    /** How much a voxel is above the least of its neighbours, of those that count. */
    private static NDArray contour(NDArray map, LossInput in) {
        NDArray validity = in.validity();
        if (validity == null) {
            return map.sub(window(map, in, 1, Windows::min));
        }
        // No map exceeds 1, so that a 1 is never the least.
        NDArray counted = map.mul(validity).add(validity.neg().add(1));
        return counted.sub(window(counted, in, 1, Windows::min)).mul(validity);
    }

    private NDArray widened(NDArray contour, LossInput in) {
        return window(contour, in, tolerance, Windows::max);
    }

    /** Slides a window over the spatial axes. */
    private interface Window {
        NDArray slide(NDArray map, int... radius);
    }

    private static NDArray window(NDArray map, LossInput in, int reach, Window window) {
        int[] radius = new int[in.targets().spatialShape().length];
        Arrays.fill(radius, reach);
        return window.slide(in.unfold(map, false), radius).reshape(map.getShape());
    }

    /** The options of {@link ContourDiceLoss}. */
    public static final class Builder extends SmoothedRegionLoss.Builder<Builder> {

        @Option("how far a contour may be off along each axis, in voxels")
        private int tolerance = 1;

        private Builder() {
            optIncludeBackground(false);
        }

        /**
         * Sets how far a contour may be off.
         *
         * @param tolerance t in voxels, 0 or more
         * @return this builder
         */
        public Builder optTolerance(int tolerance) {
            this.tolerance = tolerance;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public ContourDiceLoss build() {
            return new ContourDiceLoss(this);
        }
    }
}

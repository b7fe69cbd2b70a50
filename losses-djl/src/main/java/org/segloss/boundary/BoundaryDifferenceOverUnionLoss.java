package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.BitSet;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.geometry.Contour;
import org.segloss.input.Aggregation;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;
import org.segloss.region.RegionLoss;
import org.segloss.region.RegionStatistics;
import org.segloss.region.SmoothedRegionLoss;

/**
 * Boundary difference over union (DoU) loss: what prediction and label do not share, in relation to
 * that and a part of what they share, which is the smaller the larger the label.
 *
 * <p>From Sun et al., <a href="https://arxiv.org/abs/2308.00220">Boundary Difference Over Union
 * Loss For Medical Image Segmentation</a> (MICCAI 2023). Use it in the place of Dice where outlines
 * matter: of a large region Dice hardly notices the boundary. It needs no distance map. It does not
 * push down a class that is absent from the batch.
 *
 * <p>\[ L_c = \frac{D + s}{D + (1 - \alpha) I + s}, \quad D = \sum (p - g)^2, \; I = \sum p g,
 * \quad \alpha = \min\left(1 - 2 \frac{B + s}{S + s}, \alpha_{max}\right) \]
 *
 * <p>S counts the label's voxels (those above 0.5), B those of them with a face neighbour outside
 * or beyond the edge of the image; s is {@code smooth}. The authors write the same with D as \(
 * \sum p^2 + \sum g^2 - 2 I \), which cancels. As in their code, sums run over the batch ({@code
 * aggregation}, {@code batch} by default here), the background is a class, and \( \alpha \) is
 * capped at {@code maxAlpha}. Their code is for pictures and a CUDA device; here images have any
 * number of axes.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link RegionLoss}. Range: 0 for a
 * perfect prediction to 1. \( \alpha \) is a constant. A class without a labelled voxel costs 1
 * with no gradient; {@code absentClass} leaves it out. An ignored voxel is outside of every class.
 */
public final class BoundaryDifferenceOverUnionLoss extends SmoothedRegionLoss {

    private final float maxAlpha;

    private BoundaryDifferenceOverUnionLoss(Builder builder) {
        super(builder);
        maxAlpha = Arguments.within("maxAlpha", builder.maxAlpha, -1, 1);
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
    protected NDArray smoothedLosses(LossInput in, UnaryOperator<NDArray> aggregate) {
        NDArray apart = in.probabilities().sub(in.labelMaps()).square();
        NDArray difference = aggregate.apply(RegionStatistics.weightedSum(apart, in));
        NDArray shared =
                aggregate.apply(
                        RegionStatistics.of(in, RegionStatistics.Form.PLAIN).intersection());
        NDArray counted = shared.mul(alpha(in, aggregate).neg().add(1));
        return ratio(difference, difference.add(counted));
    }

    /** How much of the intersection does not count, by the label's share of boundary. */
    private NDArray alpha(LossInput in, UnaryOperator<NDArray> aggregate) {
        Targets targets = in.targets();
        Contour contour = new Contour(targets.spatialShape(), true);
        int classes = targets.classes();
        double[] boundary = new double[targets.images() * classes];
        double[] size = new double[boundary.length];
        for (int i = 0; i < size.length; i++) {
            BitSet region = targets.region(i / classes, i % classes);
            boundary[i] = contour.of(region).cardinality();
            size[i] = region.cardinality();
        }
        NDArray share =
                ratio(
                        aggregate.apply(in.constant(boundary, targets.images(), classes)),
                        aggregate.apply(in.constant(size, targets.images(), classes)));
        return share.mul(-2).add(1).clip(-1, maxAlpha);
    }

    /** The options of {@link BoundaryDifferenceOverUnionLoss}. */
    public static final class Builder extends SmoothedRegionLoss.Builder<Builder> {

        @Option("the most of the intersection that does not count (authors' code: 0.8)")
        private float maxAlpha = 0.8f;

        private Builder() {
            optAggregation(Aggregation.BATCH);
        }

        /**
         * Sets the most of the intersection that does not count.
         *
         * @param maxAlpha \( \alpha_{max} \), -1 to 1
         * @return this builder
         */
        public Builder optMaxAlpha(float maxAlpha) {
            this.maxAlpha = maxAlpha;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public BoundaryDifferenceOverUnionLoss build() {
            return new BoundaryDifferenceOverUnionLoss(this);
        }
    }
}

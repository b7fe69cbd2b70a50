package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.geometry.BoundaryDistance;
import org.segloss.geometry.MapCache;
import org.segloss.input.ClassSpan;
import org.segloss.input.Decisions;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;

/**
 * Hausdorff loss by distance transforms: squared errors, weighed by the distances to the boundaries
 * of label and prediction.
 *
 * <p>From Karimi and Salcudean, <a href="https://arxiv.org/abs/1904.10030">Reducing the Hausdorff
 * Distance in Medical Image Segmentation with CNNs</a> (IEEE TMI 2020). Use it beside an overlap
 * loss, where false islands far from the object do harm; not where time is short: the distances to
 * the prediction's boundary are computed on the host at every step.
 *
 * <p>\[ L_{nc} = \frac{1}{V} \sum_v (p_{ncv} - g_{ncv})^2 \left( d_p(v)^\alpha + d_g(v)^\alpha
 * \right), \qquad L = \frac{1}{N |K|} \sum_{n, c \in K} L_{nc} \]
 *
 * <p>d is the Euclidean distance of a voxel to the nearest one on the other side of the boundary of
 * \( p_c > 0.5 \) or \( g_c > 0.5 \), inside and outside alike, in units of {@code spacing} (one
 * number per spatial axis, slowest first; voxels without); 0 everywhere for a region that is empty
 * or fills the image. With three classes and more a voxel may belong to no region of the
 * prediction. {@code log} gives \( \ln(1 + L) \), as MONAI, after the reduction. Code bases differ:
 * some take the inner distances only, and some leave full masks to their distance transform, which
 * has no answer for them; this is MONAI's form.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 or more, 0 for a perfect
 * prediction. Both distances are constants, so the value jumps where a probability crosses 0.5, and
 * the gradient with respect to p is \( 2 (p - g) (d_p^\alpha + d_g^\alpha) / (N |K| V) \). Where
 * neither label nor prediction have a boundary in the image there is no gradient.
 */
public final class HausdorffDistanceTransformLoss extends HausdorffLoss {

    private final boolean log;
    private final MapCache.RegionMap distance;
    private final MapCache labelled;

    private HausdorffDistanceTransformLoss(Builder builder) {
        super(builder);
        log = builder.log;
        float[] spacing = Arguments.spacing(builder.spacing);
        distance = (shape, region) -> new BoundaryDistance(shape, spacing).of(region);
        labelled = new MapCache(distance);
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
        NDArray loss = super.compute(in);
        return log ? loss.add(1).log() : loss;
    }

    @Override
    NDArray penalties(LossInput in, Errors errors, int... counted) {
        ClassSpan span = errors.span();
        Targets targets = in.targets();
        Decisions likely = in.likely();
        float[][] weights = new float[targets.images() * span.size()][targets.voxels()];
        IntStream.range(0, targets.images() * counted.length)
                .parallel()
                .forEach(
                        i -> {
                            int n = i / counted.length;
                            int c = counted[i % counted.length];
                            float[] to = weights[n * span.size() + c - span.first()];
                            weigh(targets.region(n, c), likely.region(n, c), targets, to);
                        });
        return errors.squares().mul(in.constant(weights));
    }

    private void weigh(BitSet label, BitSet prediction, Targets targets, float... weights) {
        int[] shape = targets.spatialShape();
        float[] ofLabel = labelled.get(shape, label);
        float[] ofPrediction = distance.of(shape, prediction::get);
        for (int v = 0; v < weights.length; v++) {
            weights[v] = (float) (power(ofPrediction[v]) + power(ofLabel[v]));
        }
    }

    /** The options of {@link HausdorffDistanceTransformLoss}. */
    public static final class Builder extends HausdorffLoss.Builder<Builder> {

        @Option("distance of neighbouring voxels along each spatial axis, slowest first; 1 without")
        private float[] spacing;

        @Option("whether the loss is ln(1 + L), which grows slowly with far errors")
        private boolean log;

        private Builder() {}

        /**
         * Sets the distance of neighbouring voxels.
         *
         * @param spacing one positive number per spatial axis, slowest first
         * @return this builder
         */
        public Builder optSpacing(float... spacing) {
            this.spacing = spacing.clone();
            return this;
        }

        /**
         * Sets whether the loss is a logarithm.
         *
         * @param log true for ln(1 + L)
         * @return this builder
         */
        public Builder optLog(boolean log) {
            this.log = log;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public HausdorffDistanceTransformLoss build() {
            return new HausdorffDistanceTransformLoss(this);
        }
    }
}

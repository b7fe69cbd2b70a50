package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.geometry.SignedDistance;
import org.segloss.input.Aggregation;
import org.segloss.input.LossInput;
import org.segloss.input.RegionMaps;
import org.segloss.region.RegionLoss;
import org.segloss.region.RegionStatistics;
import org.segloss.region.SmoothedRegionLoss;
import org.segloss.tensor.SafeMath;

/**
 * Signed distance regression, which may be negative: the network predicts the signed distance to
 * the boundary, from -1 deep inside to 1 far outside, and its sign is the mask.
 *
 * <p>From Xue et al., <a href="https://arxiv.org/abs/1912.03849">Shape-Aware Organ Segmentation by
 * Predicting Signed Distance Maps</a> (AAAI 2020). Use it for organs with smooth outlines; thin
 * structures are all boundary, and their map says little. Probabilities of such a network are no
 * probabilities.
 *
 * <p>\[ L = Dice(\sigma(-k y), g) + w \left( \overline{|y - t|} - \frac{\sum y t + s}{\sum y t +
 * \sum y^2 + \sum t^2 + s} \right), \quad y = -\tanh x \]
 *
 * <p>t is the {@code normalized} map of {@link SignedDistance}, 0 for a class that is absent or
 * fills the image, or the label array {@code distance_map}; x the log odds of a class: with {@code
 * activation} {@code sigmoid} the logit, so that each channel has a map of its own, as the paper
 * has it, with softmax that of a class against all others. Dice has the squared denominator; k = 0
 * leaves it out. A large logit is inside, as everywhere in this library; the authors have \( y =
 * \tanh x \), {@code negativeInside}. Their sums run over the whole batch: {@code aggregation} and
 * {@code poolClasses}, without which every class has a ratio of its own.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link RegionLoss}. Range: -w/3 to
 * 1 + 3w; the least value is at y = t, not at sure logits. With k = 1500 Dice has a gradient near y
 * = 0 only.
 */
public final class SignedDistanceRegressionLoss extends SmoothedRegionLoss {

    private final float weight;
    private final float k;
    private final boolean product;
    private final boolean negativeInside;
    private final RegionMaps maps = new RegionMaps(false, SignedDistance::normalized);

    private SignedDistanceRegressionLoss(Builder builder) {
        super(builder);
        weight = Arguments.within("weight", builder.weight, 0, Float.MAX_VALUE);
        k = Arguments.within("k", builder.k, 0, 1e6);
        product = builder.product;
        negativeInside = builder.negativeInside;
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
    public Set<String> labelArrays() {
        return Set.of(LossInput.WEIGHT_MAP, RegionMaps.DISTANCE_MAP);
    }

    @Override
    protected NDArray smoothedLosses(LossInput in, UnaryOperator<NDArray> aggregate) {
        UnaryOperator<NDArray> sum = map -> aggregate.apply(RegionStatistics.weightedSum(map, in));
        NDArray y = (negativeInside ? in.logOdds() : in.logOdds().neg()).tanh();
        NDArray t = maps.ofAll(in);
        NDArray voxels = SafeMath.atLeast(aggregate.apply(RegionStatistics.voxels(in)), SMALLEST);
        NDArray loss = sum.apply(y.sub(t).abs()).div(voxels);
        if (product) {
            NDArray both = sum.apply(y.mul(t));
            loss = loss.sub(ratio(both, both.add(sum.apply(y.square().add(t.square())))));
        }
        loss = SafeMath.times(loss, weight);
        if (k == 0) {
            return loss;
        }
        NDArray g = in.labelMaps();
        NDArray q = SafeMath.sigmoid(SafeMath.times(y, -k));
        NDArray overlap = sum.apply(q.mul(g));
        return loss.add(1).sub(ratio(overlap.add(overlap), sum.apply(q.square().add(g.square()))));
    }

    /** The options of {@link SignedDistanceRegressionLoss}. */
    public static final class Builder extends SmoothedRegionLoss.Builder<Builder> {

        @Option("weight of the regression beside the Dice part (paper: 10)")
        private float weight = 10f;

        @Option("slope of the step from distances to a mask (paper: 1500); 0 for no Dice part")
        private float k = 1500f;

        @Option("whether the product term is part of the regression, beside the absolute error")
        private boolean product = true;

        @Option("whether y = tanh x, so that a negative logit is inside (paper)")
        private boolean negativeInside;

        private Builder() {
            optAggregation(Aggregation.BATCH);
            optPoolClasses(true);
        }

        /**
         * Sets the regression and the Dice part beside it.
         *
         * @param weight w, 0 or more
         * @param k the slope of the step to a mask; 0 for no Dice part
         * @param product whether the product term takes part
         * @return this builder
         */
        public Builder optRegression(float weight, float k, boolean product) {
            this.weight = weight;
            this.k = k;
            this.product = product;
            return this;
        }

        /**
         * Sets the sign of the predictions.
         *
         * @param negativeInside true for a negative logit inside
         * @return this builder
         */
        public Builder optNegativeInside(boolean negativeInside) {
            this.negativeInside = negativeInside;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public SignedDistanceRegressionLoss build() {
            return new SignedDistanceRegressionLoss(this);
        }
    }
}

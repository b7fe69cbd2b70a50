package org.segloss.region;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Generalized Wasserstein Dice loss: one Dice over all classes, in which mistaking a class for a
 * similar one costs less.
 *
 * <p>From Fidon et al., <a href="https://arxiv.org/abs/1707.00478">Generalised Wasserstein Dice
 * Score for Imbalanced Multi-class Segmentation</a> (BrainLes 2017); the weighting {@code gdl} is
 * of <a href="https://arxiv.org/abs/2007.15546">Tilborghs et al. 2020</a>. Use it where classes
 * form a tree, such as the parts of a tumour; else {@link GeneralizedDiceLoss} needs no matrix.
 *
 * <p>\[ L = 1 - \frac{2\,TP + \epsilon}{2\,TP + E + \epsilon}, \quad TP = \sum_l w_l a_l \sum_v
 * g_{vl} (1 - W_{vl}),\; E = \sum_l w_l \sum_v g_{vl} W_{vl},\; W_{vl} = \sum_c M_{lc}\, p_{vc} \]
 *
 * <p>M is {@code distanceMatrix} over its maximum: row l has the costs where l is labelled. It need
 * not be symmetric, but its diagonal is 0, or a perfect prediction would cost. \( a_0 = 0 \), for
 * all others 1, as the authors' code and MONAI; \( a_l = M_{l0} \) with {@code distance}; \( a_l =
 * 1, w_l = 1/(V_l+1) \) with {@code gdl}. The authors' \( \epsilon \) is 2.2e-16, MONAI's 1e-5.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}, with two classes or more that exclude each
 * other; options: {@link RegionLoss}, {@code poolClasses} is on. Range: 0 for a perfect prediction
 * to 1. An absent class has no part; an image of background alone costs nearly 1 with a gradient of
 * nearly 0, unless {@code gdl} or {@code aggregation} {@code batch} is set.
 */
public final class GeneralizedWassersteinDiceLoss extends RegionLoss {

    private final DistanceMatrix distances;
    private final WassersteinWeighting weighting;
    private final float epsilon;

    private GeneralizedWassersteinDiceLoss(Builder builder) {
        super(builder);
        distances = new DistanceMatrix(builder.distanceMatrix);
        weighting = builder.weighting;
        epsilon = Arguments.within("epsilon", builder.epsilon, 0, Float.MAX_VALUE);
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
        int classes = in.targets().classes();
        double[] costs = distances.costs(in);
        double[] gains = new double[costs.length];
        for (int i = 0; i < gains.length; i++) {
            int l = i / classes;
            gains[i] = 2 * weighting.ofTruth(l, costs[l * classes]) * (1 - costs[i]);
        }
        NDArray error = aggregate.apply(RegionStatistics.costs(in, costs));
        NDArray right = aggregate.apply(RegionStatistics.costs(in, gains));
        NDArray sum = right.add(error).add(epsilon);
        return error.div(SafeMath.atLeast(sum, SMALLEST));
    }

    @Override
    protected double[] poolingFactors(double[] volumes) {
        return DoubleStream.of(volumes).map(weighting::ofClass).toArray();
    }

    /** The options of {@link GeneralizedWassersteinDiceLoss}. */
    public static final class Builder extends RegionLoss.Builder<Builder> {

        @Option(value = "a row for each label: the cost of every class there", required = true)
        private float[][] distanceMatrix = {};

        @Option("default (no true positives of background), distance (to background) or gdl")
        private WassersteinWeighting weighting = WassersteinWeighting.DEFAULT;

        @Option("added to numerator and denominator of the ratio")
        private float epsilon = 1e-5f;

        private Builder() {
            optPoolClasses(true);
        }

        /**
         * Sets the distances between classes.
         *
         * @param distanceMatrix M, a row and a column for every class
         * @return this builder
         */
        public Builder setDistanceMatrix(float[][] distanceMatrix) {
            this.distanceMatrix = distanceMatrix;
            return this;
        }

        /**
         * Sets how classes weigh.
         *
         * @param weighting default, distance or gdl
         * @return this builder
         */
        public Builder optWeighting(WassersteinWeighting weighting) {
            this.weighting = weighting;
            return this;
        }

        /**
         * Sets what is added to numerator and denominator.
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
        public GeneralizedWassersteinDiceLoss build() {
            return new GeneralizedWassersteinDiceLoss(this);
        }
    }
}

package org.segloss.region;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Penalty generalized Dice loss: generalized Dice in which every wrong voxel counts 1 + k times.
 *
 * <p>From Yang, Kweon and Kim, <a href="https://openreview.net/forum?id=H1lTh8unKN">Major Vessel
 * Segmentation on X-ray Coronary Angiography using Deep Networks with a Novel Penalty Loss
 * Function</a> (MIDL 2019). Use it for thin structures such as vessels, where {@link
 * GeneralizedDiceLoss} gets flat near the end of a training. It is steeper close to perfect overlap
 * and flatter far from it, so begin with a smaller k where a training does not start.
 *
 * <p>\[ L = 1 - \frac{GD}{1 + k\,(1 - GD)} = \frac{(1 + k)\,L_{GD}}{1 + k\,L_{GD}}, \qquad L_{GD} =
 * 1 - GD \]
 *
 * <p>GD is that of {@link GeneralizedDiceIndexLoss}. With several images the penalty acts on each
 * image's GD; {@code meanFirst} lets it act on their mean, with {@code reduction} {@code mean}
 * only. SegLoss puts the negative GD into the formula, which makes the loss flatter instead: not
 * followed.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}; options: {@link GeneralizedDiceIndexLoss},
 * {@link TverskyIndexLoss}, {@link RegionLoss}. Range: 0 for a perfect prediction to 1. Absent
 * classes: as in {@link GeneralizedDiceLoss}, to which a k of 0 is equal. With {@code logLoss}, \(
 * L_{GD} \) is -ln GD.
 */
public final class PenaltyGeneralizedDiceLoss extends GeneralizedDiceIndexLoss {

    private final float k;
    private final boolean meanFirst;

    private PenaltyGeneralizedDiceLoss(Builder builder) {
        super(builder);
        k = Arguments.within("k", builder.k, 0, 1e6);
        meanFirst = builder.meanFirst;
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
    protected NDArray bend(NDArray loss, LossInput in) {
        return SafeMath.times(loss, 1 + k).div(SafeMath.times(loss, k).add(1));
    }

    @Override
    protected boolean bendsMean() {
        return meanFirst;
    }

    /** The options of {@link PenaltyGeneralizedDiceLoss}. */
    public static final class Builder extends GeneralizedDiceIndexLoss.Builder<Builder> {

        @Option("how many times more a wrong voxel counts, 0 or more")
        private float k = 2.5f;

        @Option("whether the penalty acts on the mean loss, rather than on each image's")
        private boolean meanFirst;

        private Builder() {}

        /**
         * Sets how many times more a wrong voxel counts.
         *
         * @param k 0 or more
         * @return this builder
         */
        public Builder optK(float k) {
            this.k = k;
            return this;
        }

        /**
         * Sets on what the penalty acts.
         *
         * @param meanFirst true for the mean loss, false for the loss of each image
         * @return this builder
         */
        public Builder optMeanFirst(boolean meanFirst) {
            this.meanFirst = meanFirst;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public PenaltyGeneralizedDiceLoss build() {
            return new PenaltyGeneralizedDiceLoss(this);
        }
    }
}

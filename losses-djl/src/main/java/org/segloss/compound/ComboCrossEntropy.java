package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.distribution.Normalization;
import org.segloss.distribution.VoxelLoss;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/** The voxel part of the {@link ComboLoss}: every class against the rest, misses by their price. */
final class ComboCrossEntropy extends VoxelLoss {

    private final float beta;

    private ComboCrossEntropy(Builder builder) {
        super(builder);
        beta = Arguments.within("beta", builder.beta, 0, 1);
    }

    @Override
    protected boolean separate(LossInput in) {
        return true;
    }

    @Override
    protected NDArray channelTerm(NDArray label, LossInput in) {
        NDArray others = label.neg().add(1);
        return SafeMath.binaryCrossEntropy(in.logOdds(), label.mul(beta), others.mul(1 - beta));
    }

    @Override
    protected NDArray reduce(NDArray map, LossInput in) {
        return normalize(map, in, Normalization.ELEMENTS);
    }

    /** The options of {@link ComboCrossEntropy}. */
    static final class Builder extends VoxelLoss.Builder<Builder> {

        @Option("price of missing a class against 1 - beta for marking it falsely, 0 to 1")
        private float beta = 0.5f;

        Builder optBeta(float beta) {
            this.beta = beta;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public ComboCrossEntropy build() {
            return new ComboCrossEntropy(this);
        }
    }
}

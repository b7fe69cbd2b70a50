package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.host.HostArray;
import org.segloss.input.LabelFormula;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.tensor.SafeMath;

/**
 * Cross entropy mixed with that of the voxels where prediction and label differ most by a measure,
 * \( \lambda \overline{\ell} + (1 - \lambda)\, \sum_i f_i e_i \ell_i / \max(1, \sum_i f_i) \) with
 * \( f = [e \gt \beta \max e] \), where e is the difference.
 */
public abstract class EmphasisLoss extends CrossEntropyMixLoss {

    private final float beta;
    private final boolean detachWeight;
    private final LabelFormula ofLabels = new LabelFormula();

    /**
     * Takes over the options.
     *
     * @param builder the options
     */
    protected EmphasisLoss(Builder<?> builder) {
        super(builder);
        beta = Arguments.within("beta", builder.beta, 0, 1);
        detachWeight = builder.detachWeight;
    }

    /**
     * What prediction and label are compared by.
     *
     * @param maps probabilities or labels {@code [N, C, *S]}, 0 where ignored
     * @return the measure of each voxel and class, of the same shape
     */
    protected abstract NDArray measure(NDArray maps);

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    @Override
    protected final NDArray compute(LossInput in) {
        NDArray weights = weights(in);
        NDArray labels = ofLabels.of(in, this::measure);
        NDArray constant = kept(apart(labels, in.probabilities().stopGradient(), in, weights));
        NDArray counted = SafeMath.relu(constant.sub(constant.max().mul(beta))).sign();
        double classes =
                in.exclusive() ? 1 : in.targets().classes() - (includeBackground(in) ? 0 : 1);
        double voxels = in.targets().validVoxels();
        double count = Math.max(1, voxels * classes);
        NDArray share = counted.sum().clip(1, Float.MAX_VALUE).pow(-1).mul((1 - lambda()) * count);
        NDArray apart = detachWeight ? constant : apart(labels, in.probabilities(), in, weights);
        NDArray factor = apart.mul(counted.mul(share)).add(lambda());
        NDArray map = in.crossEntropy().mul(factor.mul(weights));
        return reduce(map, voxels, in);
    }

    /** Three passes ask for it: its largest number, what is above a share of that, and the loss. */
    private static NDArray kept(NDArray map) {
        return map instanceof HostArray host ? host.kept() : map;
    }

    /** e of the voxels and classes that count, {@code [N, C, V]}; 0 of the others. */
    private NDArray apart(NDArray labels, NDArray p, LossInput in, NDArray weights) {
        NDArray difference = labels.sub(measure(in.unfold(in.counted(p), false)));
        return difference.abs().reshape(p.getShape()).mul(weights.sign());
    }

    /** The class weight of every voxel and class, 0 where ignored; a constant. */
    private NDArray weights(LossInput in) {
        return in.counted(classWeights(in).expandDims(2));
    }

    /**
     * The options of losses that emphasize voxels.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>>
            extends CrossEntropyMixLoss.Builder<T> {

        @Option("share of the largest difference above which voxels are emphasized (paper: 0.1)")
        private float beta = 0.1f;

        @Option("whether the difference is a constant weight, which carries no gradient")
        private boolean detachWeight = true;

        /** Creates a builder with every option at its default. */
        protected Builder() {}

        /**
         * Sets which voxels are emphasized.
         *
         * @param beta \( \beta \), 0 to 1
         * @return this builder
         */
        public T optBeta(float beta) {
            this.beta = beta;
            return self();
        }

        /**
         * Sets whether the difference is a constant.
         *
         * @param detachWeight false for a gradient through it too
         * @return this builder
         */
        public T optDetachWeight(boolean detachWeight) {
            this.detachWeight = detachWeight;
            return self();
        }
    }
}

package org.segloss.region;

import ai.djl.ndarray.NDArray;
import org.segloss.input.ClassSelection;
import org.segloss.input.LossInput;

/**
 * Lovasz-softmax loss: the convex extension of the Jaccard loss of a class's voxel errors.
 *
 * <p>From Berman, Rannen Triki and Blaschko, <a href="https://arxiv.org/abs/1705.08790">The
 * Lovasz-Softmax loss</a> (CVPR 2018, equation 11). Use it to finish a training for the
 * intersection over union; from scratch it starts slowly, so begin with cross entropy.
 *
 * <p>\[ L_c = \sum_{k} m_{(k)} (J_k - J_{k-1}), \qquad m_v = |g_{vc} - p_{vc}| \]
 *
 * <p>J and the order of the errors: {@link LovaszLoss}. As in the authors' code, the classes that
 * count are the {@code present} ones, and the group is the batch. SegLoss counts all classes.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 for a perfect prediction to 1. A
 * class counted though absent costs its largest probability.
 */
public final class LovaszSoftmaxLoss extends LovaszLoss {

    private LovaszSoftmaxLoss(Builder builder) {
        super(builder);
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
    protected NDArray errors(LossInput in) {
        return in.labelMaps().sub(in.probabilities()).abs();
    }

    /** The options of {@link LovaszSoftmaxLoss}. */
    public static final class Builder extends LovaszLoss.Builder<Builder> {

        private Builder() {
            super(ClassSelection.PRESENT, false);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public LovaszSoftmaxLoss build() {
            return new LovaszSoftmaxLoss(this);
        }
    }
}

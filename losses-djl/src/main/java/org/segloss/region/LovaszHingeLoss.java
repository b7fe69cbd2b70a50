package org.segloss.region;

import ai.djl.ndarray.NDArray;
import org.segloss.input.ClassSelection;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * Lovasz hinge loss: the convex extension of the Jaccard loss of hinge errors, for binary tasks.
 *
 * <p>From Yu and Blaschko, <a href="https://arxiv.org/abs/1512.07797">The Lovasz Hinge</a> (ICML
 * 2015), in the form of Berman et al., <a href="https://arxiv.org/abs/1705.08790">CVPR 2018</a>.
 * Use it to finish the training of a binary network for the intersection over union; unlike {@link
 * LovaszSoftmaxLoss} it has a full gradient where a voxel is surely wrong. It wants a margin and no
 * probabilities: do not read its network's output as calibrated.
 *
 * <p>\[ L_c = \sum_{k} m_{(k)} (J_k - J_{k-1}), \qquad m_v = \max(0, 1 - x_{vc} (2 g_{vc} - 1)) \]
 *
 * <p>J and the order of the errors: {@link LovaszLoss}. x is the logit. With several channels the
 * loss is the mean over the classes; where they exclude each other, x is what a class has against
 * all others, \( \ln p - \ln (1 - p) \), so that its sign tells what its probability tells. As in
 * the authors' code each image is a group of its own, and a mask counts also where it is empty
 * ({@code classes} {@code all}). Where probabilities come in, x is their log odds.
 *
 * <p>Shapes: see {@link org.segloss.SegmentationLoss}. Range: 0 or more, 0 as soon as every voxel
 * is right by a margin of 1; linear in the logits. A soft label of 0.5 has an error of 1 and no
 * gradient. An empty mask costs its largest error alone.
 */
public final class LovaszHingeLoss extends LovaszLoss {

    private LovaszHingeLoss(Builder builder) {
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
        NDArray sign = in.labelMaps().mul(2).sub(1);
        return SafeMath.relu(in.logOdds().mul(sign).neg().add(1));
    }

    /** The options of {@link LovaszHingeLoss}. */
    public static final class Builder extends LovaszLoss.Builder<Builder> {

        private Builder() {
            super(ClassSelection.ALL, true);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public LovaszHingeLoss build() {
            return new LovaszHingeLoss(this);
        }
    }
}

package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import org.segloss.SegmentationLoss;
import org.segloss.input.Resolutions;
import org.segloss.tensor.SafeMath;

/**
 * A loss on outputs of several resolutions, so that the inner layers of a network learn from the
 * labels directly.
 *
 * <p>From Lee et al., <a href="https://arxiv.org/abs/1409.5185">Deeply-Supervised Nets</a> (2015),
 * with the weights of nnU-Net, Isensee et al., <a
 * href="https://arxiv.org/abs/1809.10486">nnU-Net</a> (2018). Use it with deep networks that have
 * an output at each resolution of the decoder; at low resolutions small structures vanish from the
 * labels.
 *
 * <p>\[ L = \sum_i \lambda_i L(p_i, g_i), \quad \lambda_i = 2^{-i} \]
 *
 * <p>where g_i are the labels at the resolution of p_i, by nearest neighbour. Further label arrays
 * go the same way, with their values as they are. Where the loss is a sum with schedules, its
 * {@link WeightedSumLoss#listener()} advances them, and its parts report their means over the
 * outputs.
 *
 * <p>Shapes: predictions {@code [N, C, *S]}, the finest first; labels as for the loss, at the
 * finest resolution or above.
 */
public final class DeepSupervisionLoss extends Loss {

    private final SegmentationLoss loss;
    private final OutputWeights weights;

    private DeepSupervisionLoss(Builder builder) {
        super(builder.name);
        loss = builder.loss;
        weights = new OutputWeights(builder.weights, builder.normalize);
        if (loss == null) {
            throw new IllegalArgumentException("deep supervision needs a loss: call setLoss");
        }
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Evaluates the loss at every resolution.
     *
     * @param labels the labels, then any further label arrays by name
     * @param predictions the outputs {@code [N, C, *S]}, the finest first
     * @return the weighted sum, attached to the manager of the predictions
     * @throws IllegalArgumentException if the outputs do not fit each other, the weights or the
     *     labels
     */
    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        Resolutions.requireFalling(predictions);
        float[] factors = weights.of(predictions.size());
        NDManager owner = predictions.head().getManager();
        try (NDManager scope = owner.newSubManager()) {
            NDArray sum = null;
            for (int i = 0; i < factors.length; i++) {
                NDList output = new NDList(predictions.get(i));
                Shape shape = output.head().getShape();
                NDList down = new NDList();
                labels.forEach(array -> down.add(Resolutions.down(array, shape, scope)));
                NDArray value = Part.requireOneNumber(loss, loss.evaluate(down, output));
                value.attach(scope);
                NDArray weighted = SafeMath.times(value, factors[i]);
                sum = sum == null ? weighted : sum.add(weighted);
            }
            sum.attach(owner);
            return sum;
        }
    }

    @Override
    public void updateAccumulators(String[] keys, NDList labels, NDList predictions) {
        Part.update(keys, () -> super.updateAccumulators(keys, labels, predictions));
    }

    /** The options of {@link DeepSupervisionLoss}. */
    public static final class Builder {

        private SegmentationLoss loss;
        private float[] weights;
        private boolean normalize;
        private String name = "DeepSupervisionLoss";

        private Builder() {}

        /**
         * Sets the loss.
         *
         * @param loss what each output is compared by
         * @return this builder
         */
        public Builder setLoss(SegmentationLoss loss) {
            this.loss = loss;
            return this;
        }

        /**
         * Sets the weights; without, each output weighs half of the one before.
         *
         * @param weights \( \lambda \), one for every output, the finest first
         * @return this builder
         */
        public Builder optWeights(float... weights) {
            this.weights = weights.clone();
            return this;
        }

        /**
         * Sets whether the weights are divided by their sum, as nnU-Net does.
         *
         * @param normalize true for a sum of 1
         * @return this builder
         */
        public Builder optNormalize(boolean normalize) {
            this.normalize = normalize;
            return this;
        }

        /**
         * Sets the name under which DJL reports the loss.
         *
         * @param name the name
         * @return this builder
         */
        public Builder optName(String name) {
            this.name = name;
            return this;
        }

        /**
         * Builds the loss.
         *
         * @return a loss
         * @throws IllegalArgumentException if there is no loss, or a weight is not allowed
         */
        public DeepSupervisionLoss build() {
            return new DeepSupervisionLoss(this);
        }
    }
}

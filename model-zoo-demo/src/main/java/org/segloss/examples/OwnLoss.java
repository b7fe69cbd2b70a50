package org.segloss.examples;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/**
 * A loss of one's own, here the Brier score: the base checks, activates and masks, so that only the
 * formula is left. Prints 0.125: half of the voxels are off by 0.5 in both classes.
 */
public final class OwnLoss extends SegmentationLoss {

    private final float scale;

    private OwnLoss(Builder builder) {
        super(builder);
        scale = Arguments.within("scale", builder.scale, 0, Float.MAX_VALUE);
    }

    @Override
    protected NDArray compute(LossInput in) {
        NDArray error = in.probabilities().sub(in.labelMaps()).square();
        double entries = (double) in.targets().validVoxels() * in.targets().classes();
        // Numbers multiply by SafeMath.times, and what is ignored goes by counted.
        return SafeMath.times(in.counted(error).sum(), scale / Math.max(1, entries));
    }

    /** The options of {@link OwnLoss}; the shared ones, such as ignoreIndex, come with the base. */
    public static final class Builder extends SegmentationLoss.Builder<Builder> {

        @Option("what the mean is multiplied with, 0 or more")
        private float scale = 1f;

        /**
         * Sets the scale.
         *
         * @param scale 0 or more
         * @return this builder
         */
        public Builder optScale(float scale) {
            this.scale = scale;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public OwnLoss build() {
            return new OwnLoss(this);
        }
    }

    /**
     * Evaluates the loss.
     *
     * @param args the name of an engine, PyTorch without
     */
    public static void main(String[] args) {
        System.out.println(evaluate(args.length == 0 ? "PyTorch" : args[0]));
    }

    static float evaluate(String engine) {
        SegmentationLoss loss = new Builder().optScale(1).build();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine)) {
            float[] logits = {100, 0, -100, 0};
            NDList predictions = new NDList(manager.create(logits, new Shape(1, 2, 2)));
            NDList labels = new NDList(manager.create(new int[] {0, 1}, new Shape(1, 2)));
            return loss.evaluate(labels, predictions).getFloat();
        }
    }
}

package org.segloss.region;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Set;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SelectedClassesLoss;
import org.segloss.input.ClassSelection;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.input.Targets;

/**
 * A loss averaged as the mean intersection over union is: by up to three means, each with its
 * weight.
 *
 * <p>{@code mIoUD} weighs the mean over classes of the losses of the batch; {@code mIoUI} that of
 * the losses of each image, over its classes and then over images; {@code mIoUC} that of the same,
 * over the images of a class and then over classes (Wang et al., <a
 * href="https://arxiv.org/abs/2310.19252">Revisiting Evaluation Metrics for Semantic
 * Segmentation</a>, NeurIPS 2023). {@code classes} says which of them count in the batch or image;
 * without any the mean is 0. The label array {@code weight_map} weighs the voxels.
 */
public abstract class MeanIouLoss extends SelectedClassesLoss {

    private final float mIoUD;
    private final float mIoUI;
    private final float mIoUC;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if an option has a value that is not allowed
     */
    protected MeanIouLoss(Builder<?> builder) {
        super(builder);
        mIoUD = Arguments.within("mIoUD", builder.mIoUD, 0, Float.MAX_VALUE);
        mIoUI = Arguments.within("mIoUI", builder.mIoUI, 0, Float.MAX_VALUE);
        mIoUC = Arguments.within("mIoUC", builder.mIoUC, 0, Float.MAX_VALUE);
        if (reduction() != Reduction.MEAN) {
            throw new IllegalArgumentException(
                    "reduction has no meaning for a sum of three means: leave it out,"
                            + " and set mIoUD, mIoUI, mIoUC");
        }
    }

    /**
     * The loss of every class.
     *
     * @param counts the counts of each image or of the batch
     * @return a loss for each of them, 0 for perfect overlap
     */
    protected abstract NDArray losses(RegionStatistics counts);

    @Override
    public Set<String> labelArrays() {
        return Set.of(LossInput.WEIGHT_MAP);
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return true;
    }

    @Override
    protected final NDArray compute(LossInput in) {
        Targets targets = in.targets();
        RegionStatistics counts = RegionStatistics.of(in, RegionStatistics.Form.SOFT_LABEL);
        int[][] ofImages = new int[targets.images()][];
        Arrays.setAll(ofImages, n -> counted(in, c -> targets.volume(n, c) > 0));
        int[][] ofBatch = {counted(in)};
        NDArray dataset = losses(counts.map(sums -> sums.sum(new int[] {0}, true)));
        return mean(dataset, ofBatch, mIoUD, 0, in)
                .add(mean(losses(counts), ofImages, mIoUI, mIoUC, in));
    }

    /** The mean over classes, then rows, and that over rows, then classes, each by its weight. */
    private NDArray mean(
            NDArray losses, int[][] counted, double byRow, double byClass, LossInput in) {
        int[] rows = new int[in.targets().classes()];
        Arrays.stream(counted).flatMapToInt(Arrays::stream).forEach(c -> rows[c]++);
        long columns = Arrays.stream(rows).filter(n -> n > 0).count();
        double[] weights = new double[counted.length * rows.length];
        for (int n = 0; n < counted.length; n++) {
            for (int c : counted[n]) {
                double share = byRow / counted.length / counted[n].length;
                share += byClass / rows[c] / columns;
                weights[n * rows.length + c] = share * classWeight(c, in);
            }
        }
        return losses.mul(in.constant(weights, counted.length, rows.length)).sum();
    }

    /**
     * The options of losses averaged in this way.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>>
            extends SelectedClassesLoss.Builder<T> {

        @Option("weight of the mean over classes of the batch")
        private float mIoUD = 1f;

        @Option("weight of the mean over classes, then images")
        private float mIoUI;

        @Option("weight of the mean over images, then classes")
        private float mIoUC;

        /** Creates a builder with every option at its default. */
        protected Builder() {
            super(ClassSelection.PRESENT);
        }

        /**
         * Sets the weight of the mean over classes of the batch.
         *
         * @param mIoUD 0 or more
         * @return this builder
         */
        public T optMIoUD(float mIoUD) {
            this.mIoUD = mIoUD;
            return self();
        }

        /**
         * Sets the weight of the mean over classes, then images.
         *
         * @param mIoUI 0 or more
         * @return this builder
         */
        public T optMIoUI(float mIoUI) {
            this.mIoUI = mIoUI;
            return self();
        }

        /**
         * Sets the weight of the mean over images, then classes.
         *
         * @param mIoUC 0 or more
         * @return this builder
         */
        public T optMIoUC(float mIoUC) {
            this.mIoUC = mIoUC;
            return self();
        }
    }
}

package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SelectedClassesLoss;
import org.segloss.geometry.Patch;
import org.segloss.input.ClassSelection;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.input.Targets;
import org.segloss.tensor.ExternalGradient;

/**
 * A loss of the topological features of each class: a cost for every patch and dimension, added up
 * over the image, then the mean over images and classes.
 *
 * <p>The predictions go to the host once; patches are worked on in parallel. Ignored voxels are
 * background. There are no second derivatives: the gradient comes as a constant.
 */
abstract class PersistenceLoss extends SelectedClassesLoss {

    private final int[] dimensions;
    private final int patchSize;

    /**
     * Takes over the options.
     *
     * @param builder the options
     * @throws IllegalArgumentException if a value is not allowed
     */
    PersistenceLoss(Builder<?> builder) {
        super(builder);
        dimensions = builder.dimensions == null ? null : builder.dimensions.clone();
        patchSize =
                builder.patchSize == null
                        ? Integer.MAX_VALUE
                        : (int) Arguments.within("patchSize", builder.patchSize, 1, 1e6);
    }

    /**
     * What the features of one dimension cost in a patch.
     *
     * @param patch the patch, which takes the slopes
     * @param dimension 0 to d - 1
     * @return 0 or more
     */
    abstract double cost(ClassPatch patch, int dimension);

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    @Override
    protected final NDArray compute(LossInput in) {
        Targets targets = in.targets();
        int images = targets.images();
        int columns = targets.classes();
        int voxels = targets.voxels();
        int[] counted = counted(in);
        int[] rows =
                IntStream.range(0, images)
                        .flatMap(n -> Arrays.stream(counted).map(c -> n * columns + c))
                        .toArray();
        int[] shape = targets.spatialShape();
        int[] features = dimensions(shape.length);
        List<Patch> patches = Patch.of(shape, patchSize);
        double[] p = in.hostProbabilities();
        double[] slopes = new double[p.length];
        float[][] labels = new float[images * columns][];
        for (int row : rows) {
            labels[row] = labels(targets, row);
        }
        double[] costs =
                IntStream.range(0, rows.length * patches.size())
                        .parallel()
                        .mapToDouble(
                                job -> {
                                    int row = rows[job / patches.size()];
                                    Patch place = patches.get(job % patches.size());
                                    ClassPatch patch =
                                            new ClassPatch(
                                                    place, row * voxels, p, labels[row], slopes);
                                    return Arrays.stream(features)
                                            .mapToDouble(dimension -> cost(patch, dimension))
                                            .sum();
                                })
                        .toArray();
        double[] values = new double[images * columns];
        for (int job = 0; job < costs.length; job++) {
            values[rows[job / patches.size()]] += costs[job];
        }
        NDArray losses =
                ExternalGradient.of(
                        in.counted(in.probabilities()),
                        in.constant(slopes, images, columns, voxels),
                        in.constant(values, images, columns));
        double[] weights = new double[images * columns];
        for (int row : rows) {
            double share = reduction() == Reduction.MEAN ? 1.0 / rows.length : 1;
            weights[row] = share * classWeight(row % columns, in);
        }
        NDArray weighted = losses.mul(in.constant(weights, images, columns));
        return reduction() == Reduction.NONE ? weighted : weighted.sum();
    }

    private static float[] labels(Targets targets, int row) {
        float[] labels = new float[targets.voxels()];
        for (int v = 0; v < labels.length; v++) {
            labels[v] = targets.label(row / targets.classes(), row % targets.classes(), v);
        }
        return labels;
    }

    private int[] dimensions(int axes) {
        if (dimensions == null) {
            // The loops of volumes need a matrix reduction: on request only.
            return IntStream.of(0, axes - 1).distinct().toArray();
        }
        if (!Arrays.stream(dimensions).allMatch(d -> d >= 0 && d < axes)) {
            throw new IllegalArgumentException(
                    "dimensions = "
                            + Arrays.toString(dimensions)
                            + ", but the prediction has "
                            + axes
                            + " spatial axes: allowed are "
                            + Arrays.toString(IntStream.range(0, axes).toArray()));
        }
        return dimensions;
    }

    /**
     * The options of losses of topological features.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>>
            extends SelectedClassesLoss.Builder<T> {

        @Option(
                "features: 0 components, 1 holes (in volumes loops), 2 voids; all but loops without")
        private int[] dimensions;

        @Option("side of the patches that images are cut into; the whole image without")
        private Integer patchSize;

        /** Creates a builder with every option at its default. */
        Builder() {
            super(ClassSelection.FOREGROUND);
        }

        /**
         * Sets which features count.
         *
         * @param dimensions numbers from 0 to d - 1; none for 0 and d - 1
         * @return this builder
         */
        public T optDimensions(int... dimensions) {
            this.dimensions = dimensions.length == 0 ? null : dimensions.clone();
            return self();
        }

        /**
         * Sets the side of the patches.
         *
         * @param patchSize number of voxels, 1 or more
         * @return this builder
         */
        public T optPatchSize(int patchSize) {
            this.patchSize = patchSize;
            return self();
        }
    }
}

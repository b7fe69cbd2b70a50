package org.segloss.region;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.segloss.Option;
import org.segloss.SelectedClassesLoss;
import org.segloss.input.ClassSelection;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.input.Targets;
import org.segloss.tensor.SafeMath;

/**
 * A convex extension of the Jaccard loss: voxel errors of a class, sorted, each times what the
 * Jaccard loss gains by that voxel. A subclass gives the errors.
 *
 * <p>\[ L_c = \sum_{k} m_{(k)} (J_k - J_{k-1}), \qquad J_k = 1 - \frac{G - \sum_{i \le k} g_{(i)}}
 * {G + \sum_{i \le k} (1 - g_{(i)})} \]
 *
 * <p>Errors m are sorted in descending order, \( G = \sum_v g \), \( J_0 = 0 \). The differences of
 * J are constants for the gradient; they are computed in the closed form \( \frac{g_{(k)} U_k + (1
 * - g_{(k)}) I_k}{U_k U_{k-1}} \), since subtracting neighbours cancels from a million voxels on.
 *
 * <p>{@code classes}: {@code present} (those with a labelled voxel in the group), {@code all},
 * {@code foreground} or a list. The group is the batch, or each image with {@code perImage}; then
 * follows the mean over classes and images. A class counted though absent costs its largest error.
 * Class weights multiply the losses of the classes. Ignored voxels have no error. {@code reduction}
 * {@code none} gives {@code [N or 1, K]}, 0 for a class that a group does not count.
 *
 * <p>At ties the engine chooses the order, which changes the gradient and not the value. Cost: one
 * sort of all errors.
 */
public abstract class LovaszLoss extends SelectedClassesLoss {

    /** Keeps 0/0 from becoming NaN where nothing is labelled. */
    private static final double TINY = 1e-7;

    private final boolean perImage;

    /**
     * Takes over the options.
     *
     * @param builder the options
     */
    protected LovaszLoss(Builder<?> builder) {
        super(builder);
        perImage = builder.perImage;
    }

    /**
     * How wrong each voxel is.
     *
     * @param in the input
     * @return m, 0 or more, {@code [N, C, V]}
     */
    protected abstract NDArray errors(LossInput in);

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    @Override
    protected final NDArray compute(LossInput in) {
        Targets targets = in.targets();
        int groups = perImage ? targets.images() : 1;
        int voxels = targets.images() * targets.voxels() / groups;
        int rows = groups * targets.classes();
        if (in.hosted()) {
            NDArray map = in.counted(errors(in));
            float[] factors =
                    new LovaszOrder(targets, groups)
                            .factors(map.toFloatArray(), shares(in, groups));
            return map.mul(in.constant(factors, map.getShape().getShape())).sum();
        }
        NDArray errors = rows(in.counted(errors(in)), groups, voxels);
        NDArray order = errors.stopGradient().argSort(1, false);
        // The engines take along a flat axis, so each row's indices start where the row does.
        NDArray starts = in.manager().arange(0, rows * voxels, voxels, DataType.INT64);
        NDArray flat = order.add(starts.reshape(rows, 1)).reshape(-1);
        NDArray sorted = errors.reshape(-1).take(flat).reshape(rows, voxels);
        NDArray labels = rows(in.labelMaps(), groups, voxels).reshape(-1).take(flat);
        NDArray slopes = slopes(labels.reshape(rows, voxels));
        NDArray perClass = sorted.mul(slopes).sum(new int[] {1}).reshape(groups, -1);
        NDArray weighted = perClass.mul(weights(in, groups));
        return reduction() == Reduction.NONE ? weighted : weighted.sum();
    }

    /** The differences of J for labels in descending order of error, {@code [rows, voxels]}. */
    private static NDArray slopes(NDArray labels) {
        NDArray total = labels.sum(new int[] {1}, true);
        NDArray before = labels.cumSum(1).sub(labels);
        NDArray rank =
                labels.getManager()
                        .arange(0f, (float) labels.getShape().get(1), 1f, labels.getDataType())
                        .reshape(1, -1);
        NDArray intersection = total.sub(before).sub(labels);
        NDArray unionBefore = total.add(rank).sub(before);
        NDArray union = unionBefore.add(1).sub(labels);
        NDArray slopes =
                labels.mul(union)
                        .add(labels.neg().add(1).mul(intersection))
                        .div(union.mul(SafeMath.atLeast(unionBefore, TINY)));
        // Nothing labelled: the first voxel alone takes J from 0 to 1.
        NDArray absent = total.div(TINY).neg().add(1).clip(0, 1);
        NDArray first = rank.neg().add(1).clip(0, 1);
        return slopes.add(absent.mul(first));
    }

    private NDArray weights(LossInput in, int groups) {
        return in.constant(shares(in, groups), groups, in.targets().classes());
    }

    /** What the loss of each class of a group counts. */
    private double[] shares(LossInput in, int groups) {
        Targets targets = in.targets();
        double[] weights = new double[groups * targets.classes()];
        for (int g = 0; g < groups; g++) {
            int image = g;
            int[] counted =
                    counted(in, c -> perImage ? targets.volume(image, c) > 0 : targets.present(c));
            double share = reduction() == Reduction.MEAN ? 1.0 / groups / counted.length : 1;
            for (int c : counted) {
                weights[g * targets.classes() + c] = share * classWeight(c, in);
            }
        }
        return weights;
    }

    /** {@code [N, C, V]} as one row a group and class. */
    private static NDArray rows(NDArray map, int groups, int voxels) {
        boolean together = groups == 1 && map.getShape().get(0) > 1;
        return (together ? map.transpose(1, 0, 2) : map).reshape(-1, voxels);
    }

    /**
     * The options of convex extensions of the Jaccard loss.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>>
            extends SelectedClassesLoss.Builder<T> {

        @Option("whether each image is a group of its own, rather than the batch")
        private boolean perImage;

        /**
         * Creates a builder with every option at its default.
         *
         * @param classes the classes that count by default
         * @param perImage whether by default each image is a group of its own
         */
        protected Builder(ClassSelection classes, boolean perImage) {
            super(classes);
            this.perImage = perImage;
        }

        /**
         * Sets whether each image is a group of its own.
         *
         * @param perImage true for the mean over images, false for one ratio over the batch
         * @return this builder
         */
        public T optPerImage(boolean perImage) {
            this.perImage = perImage;
            return self();
        }
    }
}

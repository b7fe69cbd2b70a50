package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.input.Targets;
import org.segloss.tensor.SafeMath;

/**
 * A loss that is a weighted sum over voxels.
 *
 * <p>With exclusive classes a voxel's loss is \( \ell_v = \sum_c w_c\, q_{vc}\, f(\ln p_{vc}) \),
 * where q is the label, smoothed by \( q = (1-\epsilon)\, g + \epsilon / C \); f is cross entropy
 * unless a subclass gives another. Where the channels are tasks of their own, the loss of a channel
 * comes from its log odds.
 *
 * <p>The label array {@code weight_map} ({@code [N, *S]} or {@code [N, 1, *S]}) multiplies each
 * voxel's loss.
 */
public abstract class VoxelLoss extends SegmentationLoss {

    private final float labelSmoothing;

    /**
     * Takes over the options.
     *
     * @param builder the options
     */
    protected VoxelLoss(Builder<?> builder) {
        super(builder);
        labelSmoothing = Arguments.within("labelSmoothing", builder.labelSmoothing, 0, 1);
    }

    /**
     * The loss of a voxel whose class has a probability.
     *
     * @param logProbability its logarithm
     * @param in the input
     * @return f, of the same shape; cross entropy unless a loss says otherwise
     */
    protected NDArray term(NDArray logProbability, LossInput in) {
        return logProbability.neg();
    }

    /**
     * The loss of a voxel in a channel that is a binary task of its own.
     *
     * @param label the channel's label g {@code [N, C, V]}, smoothed
     * @param in the input, whose log odds are to be read
     * @return the loss {@code [N, C, V]}; cross entropy unless a loss says otherwise
     */
    protected NDArray channelTerm(NDArray label, LossInput in) {
        return SafeMath.binaryCrossEntropy(in.logOdds(), label);
    }

    /**
     * Whether every channel is taken as a binary task of its own.
     *
     * @param in the input
     * @return true where the channels are separate; a loss that takes each class against the rest
     *     says so here
     */
    protected boolean separate(LossInput in) {
        return !in.exclusive();
    }

    /**
     * What the loss itself weighs voxels by, besides class weights and weight map; the divisor of
     * the mean does not count it.
     *
     * @param in the input
     * @return a factor for every voxel {@code [N, 1, V]}, where channels are separate {@code [N, C,
     *     V]} too; null if that is 1 everywhere, as it is unless a loss says otherwise
     */
    protected NDArray factors(LossInput in) {
        return null;
    }

    /**
     * Makes one number of the weighted losses.
     *
     * @param map the losses {@code [N, 1 or C, V]}, weighted, 0 where ignored
     * @param in the input
     * @return the loss
     */
    protected abstract NDArray reduce(NDArray map, LossInput in);

    /**
     * What a class weighs in this loss.
     *
     * @param c the class
     * @param in the input
     * @return its class weight, 0 if it takes no part
     */
    protected float weight(int c, LossInput in) {
        return classWeight(c, in);
    }

    @Override
    public Set<String> labelArrays() {
        return Set.of(LossInput.WEIGHT_MAP);
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    @Override
    protected final NDArray compute(LossInput in) {
        NDArray map;
        if (separate(in)) {
            map = weighRows(channelTerm(smoothedLabels(in), in), in);
        } else if (in.targets().indexed() && labelSmoothing == 0) {
            // No one-hot is made; with one, MXNet takes twice as long (docs/PERFORMANCE.md).
            map = weighLabelled(term(in.ofLabel(in.logProbabilities()), in), in);
        } else {
            NDArray ofClasses = term(in.logProbabilities(), in).mul(smoothedLabels(in));
            map = weighRows(ofClasses, in).sum(new int[] {1}, true);
        }
        map = in.weighted(map);
        NDArray factors = factors(in);
        map = factors == null ? map : map.mul(factors);
        if (reduction() == Reduction.NONE) {
            return in.unfold(map, !separate(in));
        }
        return reduce(map, in);
    }

    /**
     * The weighted mean (or sum, by {@code reduction}) of a map.
     *
     * @param map the weighted losses
     * @param in the input
     * @param by by what the sum is divided
     * @return a scalar; 0 if nothing counts
     */
    protected final NDArray normalize(NDArray map, LossInput in, Normalization by) {
        int classes = in.targets().classes() - (includeBackground(in) ? 0 : 1);
        Normalization rule = reduction() == Reduction.SUM ? Normalization.NONE : by;
        double[] divisors = rule.divisors(in, classWeights(in), classes);
        double[] scale = new double[divisors.length];
        for (int n = 0; n < scale.length; n++) {
            // Where nothing counts the sum is 0, and so is its mean.
            scale[n] = divisors[n] > 0 ? 1 / divisors[n] : 0;
        }
        // One axis first: both engines sum along a trailing axis fastest.
        NDArray sums = map.sum(new int[] {2});
        return sums.mul(in.constant(scale, scale.length, 1)).sum();
    }

    private NDArray weighRows(NDArray map, LossInput in) {
        return equalWeights(in)
                ? map
                : map.mul(in.constant(classWeights(in), 1, in.targets().classes(), 1));
    }

    /** The same for a map of what each voxel has of the class that it is labelled with. */
    private NDArray weighLabelled(NDArray map, LossInput in) {
        if (equalWeights(in)) {
            return map;
        }
        Targets targets = in.targets();
        float[] classWeights = classWeights(in);
        return map.mul(
                in.map(
                        1,
                        (n, from, rows, length) -> {
                            for (int at = 0, i = n * targets.voxels() + from; at < length; at++) {
                                rows[0][at] = classWeights[targets.index(i + at)];
                            }
                        }));
    }

    private NDArray smoothedLabels(LossInput in) {
        double uniform = in.exclusive() ? 1.0 / in.targets().classes() : 0.5;
        return labelSmoothing == 0
                ? in.labelMaps()
                : in.labelMaps().mul(1 - labelSmoothing).add(labelSmoothing * uniform);
    }

    private boolean equalWeights(LossInput in) {
        boolean equal = true;
        for (float weight : classWeights(in)) {
            equal &= weight == 1;
        }
        return equal;
    }

    private float[] classWeights(LossInput in) {
        float[] weights = new float[in.targets().classes()];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = weight(c, in);
        }
        return weights;
    }

    /**
     * The options of voxel losses.
     *
     * @param <T> the type of the builder itself
     */
    public abstract static class Builder<T extends Builder<T>> extends SegmentationLoss.Builder<T> {

        @Option("share of the label that is spread evenly over the classes, 0 to 1 (Szegedy 2016)")
        private float labelSmoothing;

        /** Creates a builder with every option at its default. */
        protected Builder() {}

        /**
         * Sets the label smoothing.
         *
         * @param labelSmoothing the share \( \epsilon \) of the label that is spread evenly, 0 to 1
         * @return this builder
         */
        public T optLabelSmoothing(float labelSmoothing) {
            this.labelSmoothing = labelSmoothing;
            return self();
        }
    }
}

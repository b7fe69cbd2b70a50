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
     * @return a factor for every voxel {@code [N, V]}, where channels are separate {@code [N, C,
     *     V]}; null if that is 1 everywhere, as it is unless a loss says otherwise
     */
    protected float[] factors(LossInput in) {
        return null;
    }

    /**
     * The same where it is computed from maps on the device.
     *
     * @param in the input
     * @return a factor for every voxel {@code [N, 1, V]}; null if that is 1 everywhere, as it is
     *     unless a loss says otherwise
     */
    protected NDArray factorMap(LossInput in) {
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
            map = weigh(channelTerm(smoothedLabels(in), in), in);
        } else if (in.targets().indexed() && labelSmoothing == 0) {
            // No one-hot is made; with one, MXNet takes twice as long (docs/PERFORMANCE.md).
            map = weigh(term(in.ofLabel(in.logProbabilities()), in), in);
        } else {
            map = term(in.logProbabilities(), in).mul(weightedTargets(in)).sum(new int[] {1}, true);
        }
        NDArray factors = factorMap(in);
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

    /** Multiplies the map {@code [N, 1 or C, V]} by all weights, where they are not 1. */
    private NDArray weigh(NDArray map, LossInput in) {
        Targets targets = in.targets();
        float[] classWeights = classWeights(in);
        float[] factors = factors(in);
        boolean equal = factors == null && targets.unweighted();
        for (float weight : classWeights) {
            equal &= weight == 1f;
        }
        if (equal) {
            return map;
        }
        boolean separate = separate(in);
        int rows = separate ? targets.classes() : 1;
        int voxels = targets.voxels();
        return map.mul(
                in.map(
                        rows,
                        (n, from, weights, length) -> {
                            for (int row = 0; row < rows; row++) {
                                int i = n * voxels + from;
                                int k = (n * rows + row) * voxels + from;
                                for (int at = 0; at < length; at++, i++, k++) {
                                    weights[row][at] =
                                            targets.weight(i)
                                                    * classWeights[
                                                            separate ? row : targets.index(i)]
                                                    * (factors == null ? 1 : factors[k]);
                                }
                            }
                        }));
    }

    private NDArray weightedTargets(LossInput in) {
        float[] classWeights = classWeights(in);
        float[] factors = factors(in);
        return labels(
                in,
                1f / in.targets().classes(),
                (c, i) ->
                        classWeights[c]
                                * in.targets().weight(i)
                                * (factors == null ? 1 : factors[i]));
    }

    private NDArray smoothedLabels(LossInput in) {
        if (labelSmoothing == 0) {
            return in.labelMaps();
        }
        float uniform = in.exclusive() ? 1f / in.targets().classes() : 0.5f;
        return labels(in, uniform, (c, i) -> 1f);
    }

    private NDArray labels(LossInput in, float uniform, Weight weight) {
        Targets targets = in.targets();
        int voxels = targets.voxels();
        float[] maps = new float[targets.images() * targets.classes() * voxels];
        for (int n = 0, k = 0; n < targets.images(); n++) {
            for (int c = 0; c < targets.classes(); c++) {
                for (int v = 0; v < voxels; v++, k++) {
                    float label = targets.label(n, c, v);
                    maps[k] =
                            ((1 - labelSmoothing) * label + labelSmoothing * uniform)
                                    * weight.of(c, n * voxels + v);
                }
            }
        }
        return in.constant(maps, targets.images(), targets.classes(), voxels);
    }

    private float[] classWeights(LossInput in) {
        float[] weights = new float[in.targets().classes()];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = weight(c, in);
        }
        return weights;
    }

    /** What the label of a class at a voxel weighs. */
    private interface Weight {
        float of(int c, int i);
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

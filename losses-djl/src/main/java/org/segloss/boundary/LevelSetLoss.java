package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import java.util.stream.IntStream;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.input.Targets;
import org.segloss.tensor.SafeMath;

/**
 * Level-set loss: cross entropy where there are labels, and everywhere the Mumford-Shah energy, by
 * which the image has one intensity in each predicted region.
 *
 * <p>From Kim and Ye, <a href="https://arxiv.org/abs/1904.02872">Mumford-Shah Loss Functional for
 * Image Segmentation with Deep Learning</a> (IEEE TIP 2020). Use it where few images have labels
 * and classes differ in intensity; not where they differ in shape or place alone.
 *
 * <p>\[ L = \frac{\sum_v m_v \ell_v}{\sum_v m_v} + \frac{w}{V} \sum_{v,k} \left( p_{kv} \sum_i
 * (I_{iv} - c_{ki})^2 + \beta \sum_a |p_{k,v+a} - p_{kv}| \right), \quad c_{ki} = \frac{\sum_v
 * p_{kv} I_{iv}}{\sum_v p_{kv}} \]
 *
 * <p>I is the label array {@value #IMAGE}, {@code [N, *S]} or {@code [N, I, *S]} with any number of
 * channels i; c its mean in a region of one image, a a step along each axis, \( \ell \) the cross
 * entropy, m the label array {@code weight_map}: without one the loss is supervised, with 0 where
 * no label is known semi-supervised. With {@code supervised} false the energy is alone: labels, all
 * 0 for example, only say what is ignored, and which region gets which number is open. Where
 * channels are tasks of their own, each has two regions, p and 1 - p.
 *
 * <p>The gradient flows through p alone. I is a constant, and so is c, which loses nothing: the
 * energy is least at this c, where its derivative is 0. The authors take the sum of the energy
 * beside the mean of the cross entropy: their 1e-6, with 4 images of 256 x 256, is a w of 0.26.
 *
 * <p>Shapes: see {@link SegmentationLoss}. Range: 0 or more; a perfect prediction is not the least
 * unless the image has one intensity in each class. {@code classWeights} weigh both parts, {@code
 * reduction} {@code sum} adds both up. A class absent from the labels is a region all the same;
 * without any probability its c is 0.
 */
public final class LevelSetLoss extends SegmentationLoss {

    /** The name of the label array with the image that is to be segmented. */
    public static final String IMAGE = "image";

    private final float weight;
    private final MumfordShah energy;
    private final boolean supervised;

    private LevelSetLoss(Builder builder) {
        super(builder);
        weight = Arguments.within("weight", builder.weight, 0, Float.MAX_VALUE);
        float beta = Arguments.within("beta", builder.beta, 0, Float.MAX_VALUE);
        energy = new MumfordShah(beta, builder.squared);
        supervised = builder.supervised;
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
    public Set<String> labelArrays() {
        return supervised ? Set.of(IMAGE, LossInput.WEIGHT_MAP) : Set.of(IMAGE);
    }

    @Override
    public Set<String> requiredLabelArrays() {
        return Set.of(IMAGE);
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    @Override
    protected NDArray compute(LossInput in) {
        Targets targets = in.targets();
        NDArray weights = in.constant(weightsOfClasses(in), 1, targets.classes(), 1);
        double counted = targets.validVoxels();
        NDArray loss =
                energy.of(in.channels(IMAGE), in, weights).stream()
                        .map(part -> SafeMath.times(reduce(part, counted, in), weight))
                        .reduce(NDArray::add)
                        .orElseThrow();
        if (!supervised) {
            return loss;
        }
        double known =
                IntStream.range(0, targets.images()).mapToDouble(targets::weightOfImage).sum();
        NDArray entropy = equalClasses() ? in.totalCrossEntropy() : in.crossEntropy().mul(weights);
        return loss.add(reduce(in.weighted(entropy), known, in));
    }

    /** The options of {@link LevelSetLoss}. */
    public static final class Builder extends SegmentationLoss.Builder<Builder> {

        @Option("weight of the energy, 0 or more")
        private float weight = 0.26f;

        @Option("what the outlines of regions cost within the energy (authors: 0.001)")
        private float beta = 0.001f;

        @Option(
                "whether differences of neighbours are squared (l2) or not (l1, the authors' choice)")
        private boolean squared;

        @Option("whether the loss learns from labels, or is the energy alone")
        private boolean supervised = true;

        private Builder() {}

        /**
         * Sets the energy.
         *
         * @param weight w, 0 or more
         * @param beta \( \beta \), 0 or more
         * @param squared whether differences of neighbours are squared
         * @return this builder
         */
        public Builder optEnergy(float weight, float beta, boolean squared) {
            this.weight = weight;
            this.beta = beta;
            this.squared = squared;
            return this;
        }

        /**
         * Sets whether the loss learns from labels.
         *
         * @param supervised false for the energy alone
         * @return this builder
         */
        public Builder optSupervised(boolean supervised) {
            this.supervised = supervised;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public LevelSetLoss build() {
            return new LevelSetLoss(this);
        }
    }
}

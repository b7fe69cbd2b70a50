package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.distribution.Normalization;
import org.segloss.distribution.VoxelLoss;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;
import org.segloss.tensor.SafeMath;

/**
 * The voxel part of the {@link ExponentialLogarithmicLoss}: a power of -ln p, weighed against the
 * frequency of the labels unless class weights are given.
 */
public final class ExponentialCrossEntropy extends VoxelLoss {

    private final float gamma;
    private final float[] frequencies;

    private ExponentialCrossEntropy(Builder builder) {
        super(builder);
        gamma = Arguments.within("gammaCrossEntropy", builder.gammaCrossEntropy, 0.1, 10);
        frequencies = builder.frequencies;
        for (int c = 0; frequencies != null && c < frequencies.length; c++) {
            Arguments.within("frequencies", frequencies[c], 1e-9, 0.999999);
        }
        if (frequencies != null && !equalClasses()) {
            throw new IllegalArgumentException(
                    "frequencies and classWeights exclude each other: both say what a class weighs;"
                            + " leave one of them out");
        }
    }

    @Override
    protected float weight(int c, LossInput in) {
        if (!equalClasses() || !in.exclusive()) {
            return classWeight(c, in);
        }
        double[] counts = counts(in);
        return rarity(counts[c], DoubleStream.of(counts).sum());
    }

    @Override
    protected NDArray term(NDArray logProbability, LossInput in) {
        return SafeMath.powFromZero(super.term(logProbability, in), gamma);
    }

    @Override
    protected NDArray channelTerm(NDArray label, LossInput in) {
        Targets targets = in.targets();
        int channels = targets.classes();
        IntStream images = IntStream.range(0, targets.images());
        double all = frequencies == null ? images.mapToDouble(targets::weightOfImage).sum() : 1;
        float[] positive = new float[channels];
        float[] negative = new float[channels];
        Arrays.fill(positive, 1);
        Arrays.fill(negative, 1);
        double[] counts = counts(in);
        for (int c = 0; equalClasses() && c < channels; c++) {
            // The zeros of a channel are a class of their own.
            positive[c] = rarity(counts[c], all);
            negative[c] = rarity(all - counts[c], all);
        }
        NDArray hits = label.mul(in.constant(positive, 1, channels, 1));
        NDArray misses = label.neg().add(1).mul(in.constant(negative, 1, channels, 1));
        return power(in.logOdds().neg()).mul(hits).add(power(in.logOdds()).mul(misses));
    }

    private NDArray power(NDArray logit) {
        return SafeMath.powFromZero(SafeMath.softplus(logit), gamma);
    }

    @Override
    protected NDArray reduce(NDArray map, LossInput in) {
        return normalize(map, in, Normalization.VOXELS);
    }

    /** How often each class occurs: as given, else in the batch. */
    private double[] counts(LossInput in) {
        Targets targets = in.targets();
        if (frequencies != null) {
            Arguments.perClass("frequencies", frequencies, targets.classes());
        }
        return IntStream.range(0, targets.classes())
                .mapToDouble(c -> frequencies == null ? targets.volume(c) : frequencies[c])
                .toArray();
    }

    /** The paper's weight; a class without a voxel has none to weigh. */
    private static float rarity(double count, double all) {
        return count > 0 ? (float) Math.sqrt(all / count) : 0f;
    }

    /** The options of {@link ExponentialCrossEntropy}. */
    public static final class Builder extends VoxelLoss.Builder<Builder> {

        @Option("exponent of -ln p, 0.1 to 10 (paper: 0.3)")
        private float gammaCrossEntropy = 0.3f;

        @Option("share of each class in the training set; counted in the batch without it")
        private float[] frequencies;

        Builder() {}

        /**
         * Sets the exponent.
         *
         * @param gammaCrossEntropy \( \gamma_X \), 0.1 to 10
         * @return this builder
         */
        public Builder optGammaCrossEntropy(float gammaCrossEntropy) {
            this.gammaCrossEntropy = gammaCrossEntropy;
            return this;
        }

        /**
         * Sets how often each class occurs in the training set.
         *
         * @param frequencies f, the share of each class, the background's included
         * @return this builder
         */
        public Builder optFrequencies(float... frequencies) {
            this.frequencies = frequencies.clone();
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public ExponentialCrossEntropy build() {
            return new ExponentialCrossEntropy(this);
        }
    }
}

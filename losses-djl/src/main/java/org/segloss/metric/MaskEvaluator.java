package org.segloss.metric;

import org.segloss.Arguments;
import org.segloss.input.LossInput;

/**
 * Evaluates what the predictions decide, with any {@link Measure}; {@link Evaluators} has them by
 * name.
 *
 * <p>The decision is the class with the largest logit, or each channel with a probability above one
 * half. A class that neither mask holds, in an image or, for ratios of counts, in all of them, is
 * left out unless told otherwise; one that only one of both holds counts, with an infinite
 * distance.
 *
 * <p>Shapes: predictions {@code [N, C, *S]}, labels as for the losses.
 */
public final class MaskEvaluator extends SegmentationEvaluator<MaskTally> {

    private final Measure measure;
    private final ValuePolicy policy;
    private final Average average;
    private final float[] spacing;

    private MaskEvaluator(Builder builder) {
        super(builder);
        measure = builder.measure;
        average = builder.average;
        spacing = Arguments.spacing(builder.spacing);
        policy =
                new ValuePolicy(
                        builder.absent,
                        builder.missed,
                        builder.onlyLabelled,
                        builder.includeBackground);
    }

    /**
     * Starts to gather, for those who have masks instead of predictions.
     *
     * @return a tally that follows all options of this evaluator but those on reading a batch:
     *     activation, ignoreIndex and spacing
     */
    @Override
    public MaskTally newTally() {
        return measure instanceof CountMeasure counts && average != Average.IMAGE
                ? new CountTally(counts, policy, average == Average.MICRO)
                : new ImageTally(measure, policy, average);
    }

    @Override
    protected void add(MaskTally tally, LossInput in) {
        for (int n = 0; n < in.targets().images(); n++) {
            tally.add(ImagePair.of(in, n, spacing));
        }
    }

    @Override
    protected double value(MaskTally tally) {
        return tally.average();
    }

    /**
     * The value of each class.
     *
     * @param key the name of an accumulator
     * @return the values by class, NaN for one without; none at all before the first batch
     * @throws IllegalArgumentException if no accumulator was added under that name
     */
    public double[] perClass(String key) {
        MaskTally tally = tally(key);
        synchronized (tally) {
            return tally.classes();
        }
    }

    /**
     * Starts a builder.
     *
     * @param name the name of the evaluator
     * @param measure what it measures
     * @return a builder with every option at its default
     */
    public static Builder builder(String name, Measure measure) {
        return new Builder(name, measure);
    }

    /** The options. */
    public static final class Builder extends SegmentationEvaluator.Builder<Builder> {

        private final Measure measure;
        private Average average = Average.MACRO;
        private boolean includeBackground = true;
        private boolean onlyLabelled;
        private double absent = Double.NaN;
        private double missed = Double.POSITIVE_INFINITY;
        private float[] spacing;

        private Builder(String name, Measure measure) {
            super(name);
            this.measure = measure;
        }

        /**
         * Sets how the values of classes and images become one number.
         *
         * @param average over images and then classes (macro) if not set
         * @return this builder
         */
        public Builder optAverage(Average average) {
            this.average = average;
            return this;
        }

        /**
         * Sets whether class 0 takes part.
         *
         * @param includeBackground false to leave it out, unless it is alone
         * @return this builder
         */
        public Builder optIncludeBackground(boolean includeBackground) {
            this.includeBackground = includeBackground;
            return this;
        }

        /**
         * Sets whether a class is left out where it has no labelled voxel, even if it is predicted.
         *
         * @param onlyLabelled false if not set
         * @return this builder
         */
        public Builder optOnlyLabelled(boolean onlyLabelled) {
            this.onlyLabelled = onlyLabelled;
            return this;
        }

        /**
         * Sets what a class counts as where neither mask holds it.
         *
         * @param absent usually the value of a perfect prediction; NaN, if not set, leaves it out
         * @return this builder
         */
        public Builder optAbsent(double absent) {
            this.absent = absent;
            return this;
        }

        /**
         * Sets what an infinite distance counts as, where only one of both masks holds a class.
         *
         * @param missed for example the diagonal of the image; infinite if not set, and so are then
         *     the averages
         * @return this builder
         */
        public Builder optMissed(double missed) {
            this.missed = missed;
            return this;
        }

        /**
         * Sets the distance of neighbouring voxels.
         *
         * @param spacing one number for each axis, usually in millimetres; 1 if not set
         * @return this builder
         */
        public Builder optSpacing(float... spacing) {
            this.spacing = spacing.clone();
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public MaskEvaluator build() {
            return new MaskEvaluator(this);
        }
    }
}

package org.segloss.metric;

import java.util.List;
import org.segloss.Arguments;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;

/**
 * Evaluates how honest the probabilities are: the {@linkplain CalibrationError expected calibration
 * error} over all voxels of an epoch.
 *
 * <p>Of exclusive classes, a voxel is one decision with the largest probability as its confidence;
 * channels that are tasks of their own are a decision each, with the larger of p and 1 - p.
 *
 * <p>Shapes: predictions {@code [N, C, *S]}, labels as for the losses; a soft label is right for
 * the class where it is above one half.
 */
public final class CalibrationErrorEvaluator extends SegmentationEvaluator<CalibrationError> {

    /** More bins than that hold no decision each. */
    private static final int MOST_BINS = 10_000;

    private final int bins;

    private CalibrationErrorEvaluator(Builder builder) {
        super(builder);
        bins = (int) Arguments.within("bins", builder.bins, 1, MOST_BINS);
    }

    @Override
    protected CalibrationError newTally() {
        return new CalibrationError(bins);
    }

    @Override
    protected void add(CalibrationError tally, LossInput in) {
        Targets targets = in.targets();
        for (int i = 0; i < targets.images() * targets.voxels(); i++) {
            if (!targets.ignored(i)) {
                add(tally, in, i / targets.voxels(), i % targets.voxels());
            }
        }
    }

    private static void add(CalibrationError tally, LossInput in, int n, int v) {
        Targets targets = in.targets();
        double[] probabilities = in.hostProbabilities();
        int best = 0;
        double most = 0;
        for (int c = 0; c < targets.classes(); c++) {
            double p = probabilities[(n * targets.classes() + c) * targets.voxels() + v];
            if (!in.exclusive()) {
                tally.add(Math.max(p, 1 - p), p > 0.5 == targets.label(n, c, v) > 0.5f);
            } else if (p > most) {
                best = c;
                most = p;
            }
        }
        if (in.exclusive()) {
            tally.add(most, targets.label(n, best, v) > 0.5f);
        }
    }

    @Override
    protected double value(CalibrationError tally) {
        return tally.value();
    }

    /**
     * What a reliability diagram shows.
     *
     * @param key the name of an accumulator
     * @return its bins from probability 0 to 1
     * @throws IllegalArgumentException if no accumulator was added under that name
     */
    public List<CalibrationError.Bin> bins(String key) {
        CalibrationError tally = tally(key);
        synchronized (tally) {
            return tally.bins();
        }
    }

    /**
     * Starts a builder.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options. */
    public static final class Builder extends SegmentationEvaluator.Builder<Builder> {

        private int bins = 15;

        private Builder() {
            super("calibration-error");
        }

        /**
         * Sets the number of bins.
         *
         * @param bins 1 to 10000; 15 if not set, as in the paper
         * @return this builder
         */
        public Builder optBins(int bins) {
            this.bins = bins;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public CalibrationErrorEvaluator build() {
            return new CalibrationErrorEvaluator(this);
        }
    }
}

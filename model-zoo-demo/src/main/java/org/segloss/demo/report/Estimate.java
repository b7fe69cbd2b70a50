package org.segloss.demo.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.segloss.demo.experiment.Spread;

/**
 * A number over the seeds. Engines that ran the same seed are no further evidence: their mean is
 * the number of that seed.
 *
 * @param seeds how many
 * @param mean their mean
 * @param deviation their standard deviation, null of less than two seeds
 * @param low the lower end of the 95 % confidence interval of the mean, null of less than two seeds
 * @param high its upper end
 */
record Estimate(int seeds, double mean, Double deviation, Double low, Double high) {

    private static final int RESAMPLES = 10_000;
    private static final double TAIL = 2.5;

    /**
     * Collects a number of some runs.
     *
     * @param runs the runs
     * @param number the number, null or NaN where a run has none
     */
    static Estimate of(List<Trained> runs, Function<Trained, Double> number) {
        Map<Long, List<Double>> bySeed = new TreeMap<>();
        for (Trained run : runs) {
            Double value = number.apply(run);
            if (value != null && !value.isNaN()) {
                bySeed.computeIfAbsent(run.seed(), seed -> new ArrayList<>()).add(value);
            }
        }
        return of(bySeed.values().stream().map(values -> Spread.of(values).mean()).toList());
    }

    static Estimate of(List<Double> values) {
        Spread spread = Spread.of(values);
        boolean known = values.size() > 1 && Double.isFinite(spread.mean());
        double[] means = known ? resampled(values) : new double[0];
        return new Estimate(
                values.size(),
                spread.mean(),
                spread.deviation(),
                known ? percentile(means, TAIL) : null,
                known ? percentile(means, 100 - TAIL) : null);
    }

    /** Means of as many values, drawn with replacement; always the same ones of the same values. */
    private static double[] resampled(List<Double> values) {
        SplittableRandom random = new SplittableRandom(RESAMPLES);
        double[] means = new double[RESAMPLES];
        Arrays.setAll(
                means,
                i ->
                        random.ints(values.size(), 0, values.size())
                                .mapToDouble(values::get)
                                .average()
                                .orElseThrow());
        return means;
    }

    private static double percentile(double[] means, double p) {
        return new Percentile().evaluate(means, p);
    }
}

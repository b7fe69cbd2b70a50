package org.segloss.demo.experiment;

import java.util.List;
import java.util.Locale;

/**
 * Numbers of several seeds.
 *
 * @param mean their mean
 * @param deviation their standard deviation, as of a sample; null of less than two
 */
public record Spread(double mean, Double deviation) {

    /**
     * Mean and deviation.
     *
     * @param values the numbers
     * @return NaN without any
     */
    public static Spread of(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return new Spread(
                mean, values.size() < 2 ? null : Math.sqrt(squares / (values.size() - 1)));
    }

    /** As a cell of a table. */
    String shown() {
        if (Double.isNaN(mean)) {
            return "-";
        }
        // One infinity is enough to leave no deviation.
        return deviation == null || deviation.isNaN()
                ? String.format(Locale.ROOT, "%.4f", mean)
                : String.format(Locale.ROOT, "%.4f +- %.4f", mean, deviation);
    }
}

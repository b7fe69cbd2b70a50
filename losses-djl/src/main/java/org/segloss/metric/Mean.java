package org.segloss.metric;

/** The mean of the numbers that are defined. */
final class Mean {

    private double sum;
    private long count;

    static double of(double... values) {
        Mean mean = new Mean();
        for (double value : values) {
            mean.add(value);
        }
        return mean.value();
    }

    void add(double value) {
        if (!Double.isNaN(value)) {
            sum += value;
            count++;
        }
    }

    /** NaN without a number. */
    double value() {
        return sum / count;
    }
}

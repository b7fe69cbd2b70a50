package org.segloss.metric;

/**
 * The expected calibration error (<a href="https://arxiv.org/abs/1706.04599">Guo et al.</a>, 2017):
 * by how much confidence and accuracy differ, in bins of equal width, weighted by the number of
 * decisions in each.
 *
 * <p>\[ \sum_b \frac{n_b}{n} | \mathrm{accuracy}_b - \mathrm{confidence}_b | \]
 *
 * <p>An object gathers decisions and is no longer immutable then; it is for one thread.
 */
public final class CalibrationError {

    private final long[] decisions;
    private final long[] right;
    private final double[] confidences;

    /**
     * Starts without any decision.
     *
     * @param bins how many bins, 1 or more
     * @throws IllegalArgumentException if there is none
     */
    public CalibrationError(int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins = " + bins + ": give 1 or more");
        }
        decisions = new long[bins];
        right = new long[bins];
        confidences = new double[bins];
    }

    /**
     * Takes in one decision.
     *
     * @param confidence the probability that it was given; a bin holds its upper limit
     * @param correct whether it was right
     */
    public void add(double confidence, boolean correct) {
        int bins = decisions.length;
        int bin = Math.max(0, Math.min(bins, (int) Math.ceil(confidence * bins)) - 1);
        decisions[bin]++;
        right[bin] += correct ? 1 : 0;
        confidences[bin] += confidence;
    }

    /**
     * The error so far.
     *
     * @return a number in [0, 1]; NaN without any decision
     */
    public double value() {
        long all = 0;
        double error = 0;
        for (int bin = 0; bin < decisions.length; bin++) {
            all += decisions[bin];
            error += Math.abs(right[bin] - confidences[bin]);
        }
        return error / all;
    }
}

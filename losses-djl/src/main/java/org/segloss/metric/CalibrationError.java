package org.segloss.metric;

import java.util.List;
import java.util.stream.IntStream;

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
     * A bin of the reliability diagram.
     *
     * @param decisions how many fell into it
     * @param right how many of them were right
     * @param confidence the sum of their probabilities
     */
    public record Bin(long decisions, long right, double confidence) {}

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
     * Takes in the decisions of a bin, as those of another object.
     *
     * @param bin which bin, from 0
     * @param more what it holds
     */
    public void add(int bin, Bin more) {
        decisions[bin] += more.decisions();
        right[bin] += more.right();
        confidences[bin] += more.confidence();
    }

    /**
     * What a reliability diagram shows.
     *
     * @return the bins from probability 0 to 1
     */
    public List<Bin> bins() {
        return IntStream.range(0, decisions.length)
                .mapToObj(bin -> new Bin(decisions[bin], right[bin], confidences[bin]))
                .toList();
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

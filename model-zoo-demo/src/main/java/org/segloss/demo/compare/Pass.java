package org.segloss.demo.compare;

import java.util.stream.IntStream;

/**
 * What comes out of a loss, forward and backward.
 *
 * @param value the loss; of one without reduction the sum
 * @param gradient its derivative with respect to the logits
 * @param milliseconds the time of both
 */
@SuppressWarnings("ArrayRecordComponent") // A million numbers, never compared as a whole.
public record Pass(float value, float[] gradient, double milliseconds) {

    /**
     * The length of the gradient.
     *
     * @return its Euclidean norm
     */
    public double gradientNorm() {
        return Math.sqrt(
                IntStream.range(0, gradient.length)
                        .mapToDouble(i -> (double) gradient[i] * gradient[i])
                        .sum());
    }

    /**
     * How far another engine's value is from this one.
     *
     * @param other what came out there
     * @return the difference relative to this value, the bare difference where this is 0
     */
    double valueDifference(Pass other) {
        return relative(Math.abs((double) value - other.value), Math.abs(value));
    }

    /**
     * How far another engine's gradient is from this one.
     *
     * @param other what came out there
     * @return the largest difference of an entry, relative to this gradient's largest entry; the
     *     bare difference where this is 0
     */
    double gradientDifference(Pass other) {
        double difference = 0;
        double largest = 0;
        for (int i = 0; i < gradient.length; i++) {
            // Math.max keeps NaN, which no limit allows.
            difference = Math.max(difference, Math.abs((double) gradient[i] - other.gradient[i]));
            largest = Math.max(largest, Math.abs(gradient[i]));
        }
        return relative(difference, largest);
    }

    private static double relative(double difference, double scale) {
        return scale == 0 ? difference : difference / scale;
    }
}

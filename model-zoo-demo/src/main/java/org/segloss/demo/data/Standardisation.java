package org.segloss.demo.data;

import org.segloss.demo.image.Slices;

/**
 * Intensities on a common scale: mean 0 and standard deviation 1 where they were measured.
 *
 * @param mean what is subtracted
 * @param deviation what is divided by, not 0
 */
public record Standardisation(float mean, float deviation) {

    /**
     * Measures intensities.
     *
     * @param values at least one value
     * @return their mean and standard deviation; a deviation of 1 where all values are equal
     */
    public static Standardisation of(float[] values) {
        Sums sums = new Sums();
        sums.add(values);
        return sums.standardisation();
    }

    /**
     * Measures an image that need not fit into memory.
     *
     * @param image the image
     * @return as of all its intensities at once
     */
    public static Standardisation of(Slices image) {
        Sums sums = new Sums();
        try (Slices.Reader reader = image.open()) {
            for (int i = 0; i < image.shape()[0]; i++) {
                sums.add(reader.next());
            }
        }
        return sums.standardisation();
    }

    /** What is to be known of the values so far. */
    private static final class Sums {

        private double sum;
        private double squares;
        private long count;

        void add(float[] values) {
            for (float value : values) {
                sum += value;
                squares += (double) value * value;
            }
            count += values.length;
        }

        Standardisation standardisation() {
            double mean = sum / count;
            double variance = squares / count - mean * mean;
            // Below this it is rounding, not contrast.
            boolean flat = variance <= 1e-12 * Math.max(1, mean * mean);
            return new Standardisation((float) mean, flat ? 1 : (float) Math.sqrt(variance));
        }
    }

    /**
     * Brings intensities onto the scale.
     *
     * @param values the intensities
     * @return a new array
     */
    public float[] apply(float[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (values[i] - mean) / deviation;
        }
        return out;
    }
}

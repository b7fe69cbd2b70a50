package org.segloss.demo.data;

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
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / values.length;
        double variance = squares / values.length - mean * mean;
        // Below this it is rounding, not contrast.
        boolean flat = variance <= 1e-12 * Math.max(1, mean * mean);
        return new Standardisation((float) mean, flat ? 1 : (float) Math.sqrt(variance));
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

package org.segloss.compound;

import java.util.Arrays;
import org.segloss.Arguments;

/** How much each output of a network weighs, the finest first. */
final class OutputWeights {

    private final float[] weights;
    private final boolean normalize;

    /** Takes a list, or null for 1, 1/2, 1/4 and so on; normalized they have the sum 1. */
    OutputWeights(float[] weights, boolean normalize) {
        this.weights = weights;
        this.normalize = normalize;
        if (weights != null) {
            Arguments.weights("weights", weights);
            if (Arrays.equals(weights, new float[weights.length])) {
                throw new IllegalArgumentException(
                        "weights = " + Arrays.toString(weights) + ": one of them is above 0");
            }
        }
    }

    /** The weights of so many outputs. */
    float[] of(int outputs) {
        float[] factors = weights;
        if (weights == null) {
            factors = new float[outputs];
            for (int i = 0; i < outputs; i++) {
                factors[i] = Math.scalb(1f, -i);
            }
        } else if (weights.length != outputs) {
            throw new IllegalArgumentException(
                    "weights = "
                            + Arrays.toString(weights)
                            + ", but the network has "
                            + outputs
                            + " outputs: give one weight for each, or none for 1, 1/2, 1/4 ...");
        }
        return normalize ? normalized(factors) : factors;
    }

    private static float[] normalized(float[] weights) {
        float sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        float[] shares = new float[weights.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = weights[i] / sum;
        }
        return shares;
    }
}

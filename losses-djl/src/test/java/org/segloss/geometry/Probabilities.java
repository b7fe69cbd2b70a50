package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Sigmoid probabilities that gather the gradient of a loss of some of their values. */
final class Probabilities {

    private final int[] shape;
    private final double[] values;
    private final double[] gradient;

    Probabilities(Npz.Array logits) {
        shape = logits.shape();
        values = logits.values();
        for (int v = 0; v < values.length; v++) {
            values[v] = 1 / (1 + Math.exp(-values[v]));
        }
        gradient = new double[values.length];
    }

    int[] shape() {
        return shape.clone();
    }

    float[] values() {
        float[] floats = new float[values.length];
        for (int v = 0; v < floats.length; v++) {
            floats[v] = (float) values[v];
        }
        return floats;
    }

    double get(int voxel) {
        return values[voxel];
    }

    /** Weighs the squared distance of a voxel's value from a number. */
    double fromNumber(double weight, int voxel, double number) {
        double distance = values[voxel] - number;
        gradient[voxel] += 2 * weight * distance;
        return weight * distance * distance;
    }

    /** Weighs the squared distance of two voxels' values. */
    double apart(double weight, int from, int to) {
        double distance = values[from] - values[to];
        gradient[from] += 2 * weight * distance;
        gradient[to] -= 2 * weight * distance;
        return weight * distance * distance;
    }

    /** Compares the gradient by the logits. */
    void assertGradient(Npz.Array expected, double divisor) {
        double[] numbers = expected.values();
        for (int v = 0; v < numbers.length; v++) {
            double slope = gradient[v] * values[v] * (1 - values[v]) / divisor;
            assertEquals(numbers[v], slope, 1e-6, "gradient at voxel " + v);
        }
    }
}

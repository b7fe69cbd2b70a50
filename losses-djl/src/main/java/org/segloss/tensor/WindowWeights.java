package org.segloss.tensor;

/** What the places of a window weigh. */
public final class WindowWeights {

    private final int[] sides;
    private final float[] weights;

    /**
     * Makes a window.
     *
     * @param sides how long it is along each axis
     * @param weights the weights of its places, the last axis fastest
     */
    public WindowWeights(int[] sides, float... weights) {
        this.sides = sides.clone();
        this.weights = weights.clone();
    }

    int[] sides() {
        return sides.clone();
    }

    int places() {
        return weights.length;
    }

    float weight(int place) {
        return weights[place];
    }

    /** The same, the last place first. */
    WindowWeights reversed() {
        float[] reversed = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            reversed[i] = weights[weights.length - 1 - i];
        }
        return new WindowWeights(sides, reversed);
    }
}

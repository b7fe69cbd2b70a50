package org.segloss.tensor;

import java.util.Arrays;

/** Adds lines, times their weights, to sums: four at once, so that the sums are seldom read. */
final class FourLines {

    private static final int FOUR = 4;

    private final float[][] lines = new float[FOUR][];
    private final float[][] copies;
    private final float[] weights = new float[FOUR];
    private int count;

    /**
     * Makes it.
     *
     * @param length how long the sums are
     */
    FourLines(int length) {
        copies = new float[FOUR][length];
    }

    /** Adds a line. */
    void add(float[] line, float weight, float[] sums) {
        lines[count] = line;
        weights[count] = weight;
        count++;
        if (count == FOUR) {
            finish(sums);
        }
    }

    /** Adds a line from a place on; of a copy, as all arrays of a loop have to begin alike. */
    void add(float[] line, int from, float weight, float[] sums) {
        System.arraycopy(line, from, copies[count], 0, sums.length);
        add(copies[count], weight, sums);
    }

    /** Adds what is still waiting. */
    void finish(float[] sums) {
        if (count > 0) {
            Arrays.fill(lines, count, FOUR, lines[0]);
            Arrays.fill(weights, count, FOUR, 0f);
            add(lines[0], lines[1], lines[2], lines[3], weights, sums);
            count = 0;
        }
    }

    private static void add(
            float[] a, float[] b, float[] c, float[] d, float[] weights, float[] sums) {
        float ofA = weights[0];
        float ofB = weights[1];
        float ofC = weights[2];
        float ofD = weights[3];
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (ofA * a[i] + ofB * b[i]) + (ofC * c[i] + ofD * d[i]);
        }
    }
}

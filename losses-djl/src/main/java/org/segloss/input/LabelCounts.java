package org.segloss.input;

import java.util.stream.IntStream;

/** How many voxels of each image have each class; found by several threads. */
final class LabelCounts {

    private static final int PART = 1 << 15;

    private LabelCounts() {}

    /**
     * Counts, which checks the labels too.
     *
     * @param index the classes of all voxels
     * @param grid how many images, voxels and classes there are
     * @return the counts {@code [N][C]}; null if a label is no class
     */
    static double[][] of(int[] index, Grid grid) {
        int parts = (grid.voxels + PART - 1) / PART;
        int[][] counts = new int[grid.images * parts][];
        IntStream.range(0, counts.length)
                .parallel()
                .forEach(
                        k -> {
                            int from = k / parts * grid.voxels + k % parts * PART;
                            int end = Math.min(from + PART, (k / parts + 1) * grid.voxels);
                            counts[k] = ofPart(index, from, end, grid.classes);
                        });
        double[][] sums = new double[grid.images][grid.classes];
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] == null) {
                return null;
            }
            for (int c = 0; c < grid.classes; c++) {
                sums[k / parts][c] += counts[k][c];
            }
        }
        return sums;
    }

    /** Counts in turns: neighbours are mostly of one class, and would wait for one another. */
    private static int[] ofPart(int[] index, int from, int end, int classes) {
        int[] even = new int[classes];
        int[] odd = new int[classes];
        for (int i = from; i + 1 < end; i += 2) {
            int one = index[i];
            int other = index[i + 1];
            // Negative where one of them is no class.
            if ((one | other | (classes - 1 - one) | (classes - 1 - other)) < 0) {
                return null;
            }
            even[one]++;
            odd[other]++;
        }
        if ((end - from) % 2 == 1) {
            int one = index[end - 1];
            if (one < 0 || one >= classes) {
                return null;
            }
            even[one]++;
        }
        for (int c = 0; c < classes; c++) {
            even[c] += odd[c];
        }
        return even;
    }
}

package org.segloss.input;

import java.util.stream.IntStream;

/** What the labels of a batch are: whether all are classes, and how many voxels have each. */
final class LabelCounts {

    private static final int PART = 1 << 15;

    private LabelCounts() {}

    /**
     * Whether all labels are classes.
     *
     * @param index the labels
     * @param classes how many classes there are
     * @return false if one of them is less than 0, or not less than the number of classes
     */
    static boolean valid(int[] index, int classes) {
        // Negative as soon as one of the terms is.
        int signs = 0;
        for (int i = 0; i < index.length; i++) {
            signs |= index[i] | (classes - 1 - index[i]);
        }
        return signs >= 0;
    }

    /**
     * Counts.
     *
     * @param index the classes of all voxels
     * @param grid how many images, voxels and classes there are
     * @return the counts {@code [N][C]}
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
            for (int i = 0; i < counts[k].length; i++) {
                sums[k / parts][i % grid.classes] += counts[k][i];
            }
        }
        return sums;
    }

    /** Counts in turns: neighbours are mostly of one class, and would wait for one another. */
    private static int[] ofPart(int[] index, int from, int end, int classes) {
        int[] counts = new int[4 * classes];
        int i = from;
        for (; i + 3 < end; i += 4) {
            counts[index[i]]++;
            counts[classes + index[i + 1]]++;
            counts[2 * classes + index[i + 2]]++;
            counts[3 * classes + index[i + 3]]++;
        }
        for (; i < end; i++) {
            counts[index[i]]++;
        }
        return counts;
    }
}

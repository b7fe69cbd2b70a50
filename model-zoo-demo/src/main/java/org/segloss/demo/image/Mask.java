package org.segloss.demo.image;

import java.util.Arrays;

/**
 * The class of every voxel; 0 is background.
 *
 * @param shape the spatial axes, slowest first
 * @param labels the class indices, {@code [*shape]} in C order; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // As Volume.
public record Mask(int[] shape, int[] labels) {

    private static final int WHITE = 255;

    /**
     * Checks that the arrays fit together and that no label is negative.
     *
     * @param shape the spatial axes
     * @param labels as many as the shape says, each 0 or more
     */
    public Mask {
        Volume.requireLength(labels.length, Volume.sizeOf(shape), shape);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new IllegalArgumentException(
                        "label " + labels[i] + " at voxel " + i + ": expected 0 or more");
            }
        }
    }

    /**
     * A mask from what a file holds: black and white (nothing but 0 and 255) means classes 0 and 1.
     *
     * @param shape the spatial axes
     * @param stored the stored values
     * @return the mask
     */
    public static Mask ofStored(int[] shape, int[] stored) {
        boolean blackAndWhite = Arrays.stream(stored).allMatch(v -> v == 0 || v == WHITE);
        return new Mask(
                shape,
                blackAndWhite ? Arrays.stream(stored).map(v -> v / WHITE).toArray() : stored);
    }

    /**
     * The largest label.
     *
     * @return 0 for an empty mask
     */
    public int maxLabel() {
        return Arrays.stream(labels).max().orElse(0);
    }

    /**
     * One position on the first axis of a mask of three.
     *
     * @param index the position
     * @return a copy with the two remaining axes
     */
    public Mask slice(int index) {
        int rest = labels.length / shape[0];
        return new Mask(
                Volume.tail(shape), Arrays.copyOfRange(labels, index * rest, (index + 1) * rest));
    }
}

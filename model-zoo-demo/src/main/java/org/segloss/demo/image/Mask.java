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
     * The classes of labels from a file: black and white (nothing but 0 and 255) means 0 and 1.
     *
     * @return this mask, or one with 1 instead of 255
     */
    Mask withoutWhite() {
        boolean blackAndWhite = Arrays.stream(labels).allMatch(v -> v == 0 || v == WHITE);
        return blackAndWhite
                ? new Mask(shape, Arrays.stream(labels).map(v -> v / WHITE).toArray())
                : this;
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

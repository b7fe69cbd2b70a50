package org.segloss.demo.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Slices;
import org.segloss.demo.image.Volume;

/**
 * The few slices of a volume and its mask that a picture shows; both may be larger than memory.
 *
 * @param images the slices of the volume
 * @param masks their classes
 */
public record Preview(List<Volume> images, List<Mask> masks) {

    /**
     * Chooses slices.
     *
     * @param image a volume, or an image of two axes, which is a slice itself
     * @param mask its classes
     * @return some slices with something to see, if there are any
     */
    public static Preview of(Slices image, Slices mask) {
        if (image.shape().length == 2) {
            return new Preview(List.of(Volume.of(image)), List.of(classes(Volume.of(mask))));
        }
        BitSet filled = new BitSet();
        try (Slices.Reader reader = mask.open()) {
            for (int i = 0; i < mask.shape()[0]; i++) {
                filled.set(i, !allZero(reader.next()));
            }
        }
        int[] rows = Pictures.rows(image.shape()[0], filled::get);
        return new Preview(
                read(image, rows), read(mask, rows).stream().map(Preview::classes).toList());
    }

    private static boolean allZero(float[] values) {
        for (float value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Volume> read(Slices image, int[] rows) {
        int[] shape = Volume.tail(image.shape());
        float[] spacing = Arrays.copyOfRange(image.spacing(), 1, image.spacing().length);
        List<Volume> slices = new ArrayList<>();
        try (Slices.Reader reader = image.open()) {
            for (int i = 0; slices.size() < rows.length; i++) {
                float[] slice = reader.next();
                if (i == rows[slices.size()]) {
                    slices.add(new Volume(image.channels(), shape, spacing, slice));
                }
            }
        }
        return slices;
    }

    private static Mask classes(Volume mask) {
        int[] labels = new int[mask.values().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) mask.values()[i];
        }
        return new Mask(mask.shape(), labels);
    }
}

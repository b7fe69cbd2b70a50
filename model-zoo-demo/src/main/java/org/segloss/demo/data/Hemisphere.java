package org.segloss.demo.data;

import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;

/**
 * One side of a head as coronal slices, upright, with the midline on the right: {@code [anterior,
 * downward, towards the midline]}. The right side is mirrored, so that both look alike; the plane
 * between the two belongs to neither.
 *
 * @param head the axes of the head, {@code [up, anterior, right]}
 * @param right whether it is the right side
 */
@SuppressWarnings("ArrayRecordComponent") // As Volume.
record Hemisphere(int[] head, boolean right) {

    int[] shape() {
        return new int[] {head[1], head[0], head[2] / 2};
    }

    Volume of(Volume whole) {
        int[] sources = sources();
        float[] values = new float[sources.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = whole.values()[sources[i]];
        }
        float[] spacing = {whole.spacing()[1], whole.spacing()[0], whole.spacing()[2]};
        return new Volume(1, shape(), spacing, values);
    }

    Mask of(Mask whole) {
        int[] labels = sources();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = whole.labels()[labels[i]];
        }
        return new Mask(shape(), labels);
    }

    /** Writes the classes of this side into those of the head. */
    void paste(Mask side, int[] labels) {
        int[] sources = sources();
        for (int i = 0; i < sources.length; i++) {
            labels[sources[i]] = side.labels()[i];
        }
    }

    private int[] sources() {
        int[] shape = shape();
        int[] sources = new int[Volume.sizeOf(shape)];
        for (int i = 0; i < sources.length; i++) {
            int x = i % shape[2];
            int up = head[0] - 1 - i / shape[2] % shape[1];
            int y = i / shape[2] / shape[1];
            sources[i] = (up * head[1] + y) * head[2] + (right ? head[2] - 1 - x : x);
        }
        return sources;
    }
}

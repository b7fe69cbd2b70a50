package org.segloss.demo.sliding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.segloss.demo.image.Volume;
import org.segloss.demo.sliding.Tiling.Tile;

/**
 * Neighbouring slices of an image, as many as windows need, and the sums of what is said of them.
 */
final class Slab {

    private final int channels;
    private final int classes;
    private final int[] slice;
    private final float[] spacing;
    private final List<float[]> images = new ArrayList<>();
    private final List<float[]> sums = new ArrayList<>();
    private int first;

    /**
     * Starts without slices.
     *
     * @param channels the channels of the image
     * @param classes the classes of what is said
     * @param slice the axes of a slice
     * @param spacing the distance of neighbours on all axes of the image
     */
    Slab(int channels, int classes, int[] slice, float[] spacing) {
        this.channels = channels;
        this.classes = classes;
        this.slice = slice;
        this.spacing = spacing;
    }

    /** The first slice that is still to come. */
    int end() {
        return first + images.size();
    }

    /** Takes in the next slice. */
    void append(float[] image) {
        images.add(image);
        sums.add(new float[classes * Volume.sizeOf(slice)]);
    }

    /**
     * What a network sees through a window; beyond the edge the image goes on with its last voxel.
     */
    Volume view(Tile layer, Column column) {
        int[] sources = column.window().sources(slice, true);
        int length = layer.weights().length;
        int size = Volume.sizeOf(slice);
        float[] values = new float[channels * length * sources.length];
        for (int i = 0; i < channels * length; i++) {
            int at = layer.start() + i % length - first;
            float[] image = images.get(Math.max(0, Math.min(at, images.size() - 1)));
            for (int j = 0; j < sources.length; j++) {
                values[i * sources.length + j] = image[i / length * size + sources[j]];
            }
        }
        int[] shape = new int[1 + slice.length];
        shape[0] = length;
        System.arraycopy(column.window().shape(), 0, shape, 1, slice.length);
        return new Volume(channels, shape, spacing, values);
    }

    /**
     * Adds what a network says of a window.
     *
     * @param layer the window on the first axis
     * @param column the window on the others
     * @param logits {@code [classes, *window]}, behind those of the windows before
     * @param window how many these are
     */
    void add(Tile layer, Column column, float[] logits, int window) {
        int[] targets = column.window().sources(slice, false);
        int length = layer.weights().length;
        int size = Volume.sizeOf(slice);
        for (int i = 0; i < classes * length; i++) {
            int at = layer.start() + i % length - first;
            if (at < 0 || at >= sums.size()) {
                continue;
            }
            float[] sum = sums.get(at);
            float weight = layer.weights()[i % length];
            int from = (window * classes * length + i) * targets.length;
            for (int j = 0; j < targets.length; j++) {
                if (targets[j] >= 0) {
                    sum[i / length * size + targets[j]] +=
                            weight * column.weights()[j] * logits[from + j];
                }
            }
        }
    }

    /** Hands over the sums of all slices before one, and forgets these slices. */
    void release(int until, Consumer<float[]> out) {
        List<float[]> done = sums.subList(0, until - first);
        done.forEach(out);
        done.clear();
        images.subList(0, until - first).clear();
        first = until;
    }
}

package org.segloss.demo.image;

import java.util.Arrays;

/**
 * A box on the voxel grid that may reach over its edges: cropping, padding and shifting are all
 * one. Beyond the edge an image goes on with its last voxel and a mask with background.
 *
 * @param origin the voxel of the source that becomes the first of the result; may be negative
 * @param shape the axes of the result
 */
@SuppressWarnings("ArrayRecordComponent") // As Volume.
public record Window(int[] origin, int[] shape) {

    /**
     * A box of another size with the same centre.
     *
     * @param from the axes of the source
     * @param to the axes of the result
     * @return the window
     */
    public static Window centred(int[] from, int[] to) {
        int[] origin = new int[from.length];
        Arrays.setAll(origin, a -> Math.floorDiv(from[a] - to[a], 2));
        return new Window(origin, to);
    }

    /**
     * The window that takes the result of this one back onto the grid of the source.
     *
     * @param from the axes of the source
     * @return the window
     */
    public Window inverse(int[] from) {
        return new Window(Arrays.stream(origin).map(o -> -o).toArray(), from);
    }

    /**
     * The part of an image that lies in this window.
     *
     * @param image the source
     * @return a copy
     */
    public Volume of(Volume image) {
        int[] sources = sources(image.shape(), true);
        int size = Volume.sizeOf(image.shape());
        float[] out = new float[image.channels() * sources.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = image.values()[i / sources.length * size + sources[i % sources.length]];
        }
        return new Volume(image.channels(), shape, image.spacing(), out);
    }

    /**
     * The part of a mask that lies in this window.
     *
     * @param mask the source
     * @return a copy
     */
    public Mask of(Mask mask) {
        int[] sources = sources(mask.shape(), false);
        return new Mask(
                shape, Arrays.stream(sources).map(i -> i < 0 ? 0 : mask.labels()[i]).toArray());
    }

    /**
     * Where the voxels of the result come from.
     *
     * @param from the axes of the source
     * @param nearest whether a voxel outside the source comes from the nearest one inside
     * @return the flat index in the source for each voxel of the result, or else -1 outside
     */
    public int[] sources(int[] from, boolean nearest) {
        int[] flat = {0};
        for (int axis = 0; axis < from.length; axis++) {
            int[] next = new int[flat.length * shape[axis]];
            for (int i = 0; i < next.length; i++) {
                int before = flat[i / shape[axis]];
                int position = origin[axis] + i % shape[axis];
                int inside = Math.max(0, Math.min(position, from[axis] - 1));
                boolean lost = before < 0 || (!nearest && inside != position);
                next[i] = lost ? -1 : before * from[axis] + inside;
            }
            flat = next;
        }
        return flat;
    }
}

package org.segloss.demo.image;

import java.util.Arrays;

/**
 * An image of any number of spatial axes; a 2-D image is a volume of two axes.
 *
 * @param channels the number of channels
 * @param shape the spatial axes, slowest first
 * @param spacing the distance of neighbours on each axis in millimetres
 * @param values the intensities, {@code [channels, *shape]} in C order; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of floats; compared by nobody.
public record Volume(int channels, int[] shape, float[] spacing, float[] values) implements Slices {

    /**
     * Checks that the arrays fit together.
     *
     * @param channels 1 or more
     * @param shape the spatial axes
     * @param spacing one for each axis
     * @param values as many as channels and shape say
     */
    public Volume {
        if (channels < 1 || spacing.length != shape.length) {
            throw new IllegalArgumentException(
                    channels
                            + " channels and spacing "
                            + Arrays.toString(spacing)
                            + " do not fit shape "
                            + Arrays.toString(shape));
        }
        requireLength(values.length, Math.multiplyExact(channels, sizeOf(shape)), shape);
    }

    /**
     * The number of voxels of one channel.
     *
     * @param shape the spatial axes
     * @return their product
     */
    public static int sizeOf(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /**
     * One position on the first axis of a volume of three.
     *
     * @param index the position
     * @return a copy with the two remaining axes
     */
    public Volume slice(int index) {
        int rest = sizeOf(shape) / shape[0];
        float[] out = new float[channels * rest];
        for (int c = 0; c < channels; c++) {
            System.arraycopy(values, (c * shape[0] + index) * rest, out, c * rest, rest);
        }
        return new Volume(channels, tail(shape), Arrays.copyOfRange(spacing, 1, shape.length), out);
    }

    @Override
    public Reader open() {
        return new Reader() {
            private int next;

            @Override
            public float[] next() {
                return slice(next++).values();
            }

            @Override
            public void close() {
                // There is nothing to let go of.
            }
        };
    }

    /**
     * An image as a whole.
     *
     * @param image an image that fits into memory
     * @return all its slices
     */
    public static Volume of(Slices image) {
        int rest = sizeOf(image.shape()) / image.shape()[0];
        float[] out = new float[Math.multiplyExact(image.channels(), sizeOf(image.shape()))];
        try (Reader reader = image.open()) {
            for (int z = 0; z < image.shape()[0]; z++) {
                float[] slice = reader.next();
                for (int c = 0; c < image.channels(); c++) {
                    int to = (c * image.shape()[0] + z) * rest;
                    System.arraycopy(slice, c * rest, out, to, rest);
                }
            }
        }
        return new Volume(image.channels(), image.shape(), image.spacing(), out);
    }

    /**
     * The size of a slice.
     *
     * @param shape the spatial axes
     * @return all but the first
     */
    public static int[] tail(int[] shape) {
        return Arrays.copyOfRange(shape, 1, shape.length);
    }

    static void requireLength(int found, int expected, int[] shape) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    found
                            + " values for shape "
                            + Arrays.toString(shape)
                            + ": expected "
                            + expected);
        }
    }
}

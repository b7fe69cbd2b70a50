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
public record Volume(int channels, int[] shape, float[] spacing, float[] values) {

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

    static int[] tail(int[] shape) {
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

package org.segloss.demo.image;

/**
 * An image that is read slice by slice along its first axis, any number of times: it need not fit
 * into memory.
 */
public interface Slices {

    /**
     * The number of channels.
     *
     * @return 1 or more
     */
    int channels();

    /**
     * The size of the image.
     *
     * @return the spatial axes, slowest first
     */
    int[] shape();

    /**
     * The distance of neighbours on each axis.
     *
     * @return millimetres
     */
    float[] spacing();

    /**
     * Starts to read.
     *
     * @return a reader that stands before the first slice
     */
    Reader open();

    /** Reads from front to back. */
    interface Reader extends AutoCloseable {

        /**
         * Reads a slice.
         *
         * @return the intensities of the next one, {@code [channels, *rest]} in C order
         */
        float[] next();

        @Override
        void close();
    }
}

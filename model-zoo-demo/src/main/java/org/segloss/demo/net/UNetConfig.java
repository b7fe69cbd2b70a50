package org.segloss.demo.net;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * The size of a {@link UNet}: all that is needed to build the same network again.
 *
 * @param dimensions spatial axes of the input, 2 or 3
 * @param depth number of resolutions, at least 1; each but the first halves the one above
 * @param width channels at the full resolution; each level below doubles them
 * @param inChannels channels of the input
 * @param classes channels of the output: one logit per class
 */
public record UNetConfig(int dimensions, int depth, int width, int inChannels, int classes) {

    // Ten levels ask for inputs of 512 voxels along every axis; beyond that the number is a
    // mistake.
    private static final int MAX_DEPTH = 10;

    /**
     * Checks every number.
     *
     * @param dimensions 2 or 3
     * @param depth 1 to 10
     * @param width at least 1
     * @param inChannels at least 1
     * @param classes at least 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    public UNetConfig {
        if (dimensions != 2 && dimensions != 3) {
            throw new IllegalArgumentException(
                    "dimensions is " + dimensions + ", but a U-Net has 2 or 3 spatial axes");
        }
        if (depth < 1 || depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "depth is " + depth + ", but must lie between 1 and " + MAX_DEPTH);
        }
        requirePositive("width", width);
        requirePositive("inChannels", inChannels);
        requirePositive("classes", classes);
    }

    /**
     * The number that every spatial size of an input must be a multiple of.
     *
     * @return two to the power of the number of poolings
     */
    public int sizeMultiple() {
        return 1 << (depth - 1);
    }

    /**
     * Checks that the network can take an input.
     *
     * @param input the shape of a batch, {@code (N, inChannels, *S)}
     * @throws IllegalArgumentException if the rank, the channels or a spatial size does not fit
     */
    public void requireInput(Shape input) {
        if (input.dimension() != dimensions + 2 || input.get(1) != inChannels) {
            throw new IllegalArgumentException(
                    "the input has shape "
                            + input
                            + ", but this U-Net takes (batch, "
                            + inChannels
                            + " channels, "
                            + dimensions
                            + " spatial axes)");
        }
        long[] size = input.slice(2).getShape();
        if (Arrays.stream(size).anyMatch(s -> s < 1 || s % sizeMultiple() != 0)) {
            throw wrongSize(
                    size, "takes multiples of " + sizeMultiple() + ": pad or crop the input");
        }
        if (Arrays.stream(size).allMatch(s -> s == sizeMultiple())) {
            throw wrongSize(size, "would see a single voxel at its deepest level: pad the input");
        }
    }

    private IllegalArgumentException wrongSize(long[] size, String problem) {
        return new IllegalArgumentException(
                "the input has spatial size "
                        + Arrays.toString(size)
                        + ", but a U-Net of depth "
                        + depth
                        + " "
                        + problem
                        + ", or choose a smaller depth");
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be at least 1");
        }
    }
}

package org.segloss.demo.data;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;

/**
 * Patches of one size: a network learns from patches drawn from the images and sees an image
 * through windows of the same size, so that memory does not limit the images.
 *
 * @param patch the axes of a patch, slowest first
 * @param foreground the share of training patches around a voxel of the foreground
 * @param perVolume how many patches of each volume an epoch takes
 */
@JsonTypeName(PatchView.KIND)
@SuppressWarnings("ArrayRecordComponent") // As Volume.
public record PatchView(int[] patch, float foreground, int perVolume) implements WindowView {

    static final String KIND = "patches";

    /** The usual share of patches around the foreground. */
    public static final float FOREGROUND = 0.5f;

    /** The usual number of patches of a volume in an epoch. */
    public static final int PER_VOLUME = 4;

    /**
     * Checks the ranges; whether a network takes the size, the network checks.
     *
     * @param patch 2 or 3 sizes, each 1 or more
     * @param foreground 0 to 1
     * @param perVolume 1 or more
     */
    public PatchView {
        if (patch.length < 2 || patch.length > 3 || Arrays.stream(patch).anyMatch(s -> s < 1)) {
            throw new IllegalArgumentException(
                    "patch "
                            + Arrays.toString(patch)
                            + ": expected a size for each of 2 or 3 axes, slowest first, as 64x64x64");
        }
        if (!(foreground >= 0 && foreground <= 1)) {
            throw new IllegalArgumentException(
                    "foreground " + foreground + ": expected a share from 0 to 1");
        }
        if (perVolume < 1) {
            throw new IllegalArgumentException(
                    "patches of a volume " + perVolume + ": expected 1 or more");
        }
    }

    @Override
    public int imageAxes() {
        return patch.length;
    }

    @Override
    public int[] window(int[] shape) {
        return patch;
    }

    /** The same images, seen in patches. */
    SegmentationData of(SegmentationData data) {
        int[] shape = data.train().get(0).shape();
        if (shape.length != patch.length) {
            throw new IllegalArgumentException(
                    "patch "
                            + Arrays.toString(patch)
                            + ": the images of "
                            + data.name()
                            + " have "
                            + shape.length
                            + " axes, give a size for each");
        }
        return new SegmentationData(
                data.name(),
                data.classNames(),
                data.train(),
                data.validation(),
                data.positionBaseline(),
                this);
    }
}

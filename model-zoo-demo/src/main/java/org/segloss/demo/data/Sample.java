package org.segloss.demo.data;

import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.geometry.DistanceTransform;

/**
 * One image with the class of each voxel.
 *
 * @param id a name for it
 * @param shape the spatial axes, slowest first
 * @param channels the channels of the image
 * @param image the intensities, {@code [channels, *shape]} in C order; shared, not copied
 * @param labels the class indices, {@code [*shape]} in C order; shared, not copied
 * @param spacing the distance of neighbours on each axis in millimetres
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of floats; compared by nobody.
public record Sample(
        String id, int[] shape, int channels, float[] image, int[] labels, float[] spacing) {

    /**
     * A sample from an image and its mask.
     *
     * @param id a name for it
     * @param image the image
     * @param mask its classes, on the same grid
     * @return the sample
     */
    public static Sample of(String id, Volume image, Mask mask) {
        return new Sample(
                id,
                image.shape(),
                image.channels(),
                image.values(),
                mask.labels(),
                image.spacing());
    }

    /**
     * The image alone.
     *
     * @return a view of the same array
     */
    public Volume volume() {
        return new Volume(channels, shape, spacing, image);
    }

    /**
     * The classes alone.
     *
     * @return a view of the same array
     */
    public Mask mask() {
        return new Mask(shape, labels);
    }

    /**
     * How far two of its voxels can be apart.
     *
     * @return the diagonal of the image in millimetres
     */
    public double diagonal() {
        return new DistanceTransform(shape, spacing).diagonal();
    }
}

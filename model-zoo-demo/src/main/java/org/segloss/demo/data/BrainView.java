package org.segloss.demo.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Slices;
import org.segloss.demo.image.Volume;
import org.segloss.demo.image.Window;

/**
 * Both sides of a head, each in the box that holds what is to be found: a network that has seen
 * nothing but this box cannot be asked about the rest of the head. So the head must lie as that of
 * the data set does, on the same grid.
 *
 * @param head the axes of the head
 * @param box the part of one side, {@code [anterior, downward, towards the midline]}
 * @param scale the scale of intensities
 * @param context how many neighbouring slices on each side are further channels
 * @param volumetric whether the network sees the box as one volume, not as coronal slices
 */
@SuppressWarnings("ArrayRecordComponent") // As Volume.
public record BrainView(
        int[] head, Window box, Standardisation scale, int context, boolean volumetric)
        implements InputView {

    /**
     * What the network sees.
     *
     * @param image a head as its file holds it
     * @return inputs of one shape
     * @throws IllegalArgumentException if the head does not lie as the data set's does
     */
    public List<Volume> inputs(Slices image) {
        if (image.channels() != 1 || !Arrays.equals(image.shape(), head)) {
            throw new IllegalArgumentException(
                    "an image of shape "
                            + Arrays.toString(image.shape())
                            + ": the network has learnt on heads of shape "
                            + Arrays.toString(head)
                            + ", one voxel a millimetre, that lie as in the MNI space; resample"
                            + " the image onto that grid");
        }
        Volume whole = Volume.of(image);
        return sides().flatMap(side -> images(side.of(whole)).stream()).toList();
    }

    @Override
    public int imageAxes() {
        return head.length;
    }

    /**
     * Puts answers of the network where they belong.
     *
     * @param masks the classes for each of the {@link #inputs}
     * @param shape the spatial axes of the head
     * @return the classes of the head, background where the network has not looked
     */
    public Mask assemble(List<Mask> masks, int[] shape) {
        int[] labels = new int[Volume.sizeOf(shape)];
        int half = masks.size() / 2;
        sides().forEach(
                        side -> {
                            int[] boxed =
                                    masks
                                            .subList(
                                                    side.right() ? half : 0,
                                                    side.right() ? 2 * half : half)
                                            .stream()
                                            .flatMapToInt(mask -> Arrays.stream(mask.labels()))
                                            .toArray();
                            Window back = box.inverse(side.shape());
                            side.paste(back.of(new Mask(box.shape(), boxed)), labels);
                        });
        return new Mask(shape, labels);
    }

    /** What the network sees of one side. */
    List<Volume> images(Volume side) {
        if (volumetric) {
            return List.of(standard(box.of(side)));
        }
        return slices().mapToObj(
                        slice -> {
                            Volume slab = along(slice - context, 2 * context + 1).of(side);
                            return standard(
                                    new Volume(
                                            slab.shape()[0],
                                            withoutFirst(slab.shape()),
                                            new float[] {slab.spacing()[1], slab.spacing()[2]},
                                            slab.values()));
                        })
                .toList();
    }

    /** The classes of what the network sees of one side. */
    List<Mask> masks(Mask side) {
        return volumetric
                ? List.of(box.of(side))
                : slices().mapToObj(slice -> along(slice, 1).of(side).slice(0)).toList();
    }

    private Stream<Hemisphere> sides() {
        return Stream.of(new Hemisphere(head, false), new Hemisphere(head, true));
    }

    private IntStream slices() {
        int first = box.origin()[0];
        return IntStream.range(first, first + box.shape()[0]);
    }

    private Volume standard(Volume image) {
        return new Volume(
                image.channels(), image.shape(), image.spacing(), scale.apply(image.values()));
    }

    /** The box with other slices. */
    private Window along(int first, int count) {
        int[] origin = box.origin().clone();
        int[] shape = box.shape().clone();
        origin[0] = first;
        shape[0] = count;
        return new Window(origin, shape);
    }

    private static int[] withoutFirst(int[] shape) {
        return Arrays.copyOfRange(shape, 1, shape.length);
    }
}

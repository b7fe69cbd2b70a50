package org.segloss.demo.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.segloss.demo.data.BrainView;
import org.segloss.demo.data.InputView;
import org.segloss.demo.data.Standardisation;
import org.segloss.demo.data.WindowView;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Slices;
import org.segloss.demo.image.Volume;
import org.segloss.demo.sliding.SlidingWindows;
import org.segloss.demo.sliding.Tiling;

/**
 * A network as a function from images as users have them, of any size, to their classes. An image
 * that is seen through windows may be larger than memory.
 */
public final class ImageSegmenter {

    private final Segmenter segmenter;
    private final InputView view;
    private final SlidingWindows windows;

    /**
     * Makes one.
     *
     * @param segmenter a network with weights
     * @param view how it has learnt to see images
     * @param tiling how windows overlap, where it sees through several
     */
    public ImageSegmenter(Segmenter segmenter, InputView view, Tiling tiling) {
        this.segmenter = segmenter;
        this.view = view;
        windows = new SlidingWindows(segmenter::logits, segmenter.classes(), tiling);
    }

    /**
     * Segments an image that fits into memory.
     *
     * @param image the image as its file holds it
     * @return its classes
     * @throws IllegalArgumentException if the network has not learnt to see such an image
     */
    public Mask segment(Slices image) {
        int[] labels = new int[Volume.sizeOf(image.shape())];
        int[] end = {0};
        segment(
                image,
                slice -> {
                    System.arraycopy(slice, 0, labels, end[0], slice.length);
                    end[0] += slice.length;
                });
        return new Mask(image.shape(), labels);
    }

    /**
     * Segments an image slice by slice.
     *
     * @param image the image as its file holds it
     * @param out gets the classes of its voxels from front to back, some slices at a time
     * @throws IllegalArgumentException if the network has not learnt to see such an image
     */
    public void segment(Slices image, Consumer<int[]> out) {
        if (view instanceof BrainView brain) {
            List<Mask> masks = segmenter.segment(brain.inputs(image));
            out.accept(brain.assemble(masks, image.shape()).labels());
            return;
        }
        int axes = image.shape().length;
        if (axes < segmenter.dimensions()) {
            throw new IllegalArgumentException(
                    "an image of shape "
                            + Arrays.toString(image.shape())
                            + ": the network takes volumes of "
                            + segmenter.dimensions()
                            + " axes");
        }
        if (axes == segmenter.dimensions()) {
            blend(image, out);
        } else {
            sliceBySlice(image, out);
        }
    }

    private void sliceBySlice(Slices volume, Consumer<int[]> out) {
        int[] shape = Volume.tail(volume.shape());
        float[] spacing = Arrays.copyOfRange(volume.spacing(), 1, shape.length + 1);
        try (Slices.Reader reader = volume.open()) {
            for (int i = 0; i < volume.shape()[0]; i++) {
                blend(new Volume(volume.channels(), shape, spacing, reader.next()), out);
            }
        }
    }

    private void blend(Slices image, Consumer<int[]> out) {
        logits(image, logits -> out.accept(Segmenter.likeliest(logits, segmenter.classes())));
    }

    /**
     * What the network says of an image, part by part.
     *
     * @param image an image with as many axes as the network's
     * @param out is given the logits {@code [classes, voxels]} of one part after another
     */
    void logits(Slices image, Consumer<float[]> out) {
        windows.blend(
                image, Standardisation.of(image), ((WindowView) view).window(image.shape()), out);
    }
}

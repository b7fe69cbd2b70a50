package org.segloss.demo.train;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Montage;
import org.segloss.demo.image.Montage.Panel;
import org.segloss.demo.image.Overlay;
import org.segloss.demo.image.Volume;

/**
 * A few images with outlines, a row each: the image alone, the reference where there is one, and
 * every prediction.
 */
public final class Pictures {

    private static final int ROWS = 4;

    /** The longer side of a picture is at least half as long, in pixels. */
    private static final int SIZE = 320;

    private Pictures() {}

    /**
     * Draws.
     *
     * @param images the images; volumes are cut into slices along their first axis
     * @param reference the true classes of each, or nothing
     * @param predictions at least one prediction by its caption, each with a mask for every image
     * @param classNames the names of the classes for the legend
     * @return the picture
     */
    public static BufferedImage of(
            List<Volume> images,
            Optional<List<Mask>> reference,
            Map<String, List<Mask>> predictions,
            List<String> classNames) {
        List<Volume> slices = images.stream().flatMap(i -> slices(i).stream()).toList();
        Optional<List<Mask>> truth = reference.map(Pictures::slicesOf);
        List<Mask> shown = truth.orElse(slicesOf(predictions.values().iterator().next()));
        List<Panel> panels = new ArrayList<>();
        int[] rows = rows(shown.size(), i -> shown.get(i).maxLabel() > 0);
        for (int row : rows) {
            Volume slice = slices.get(row);
            panels.add(new Panel("image", overlay(slice).picture()));
            truth.ifPresent(
                    masks ->
                            panels.add(
                                    new Panel(
                                            "reference",
                                            overlay(slice).solid(masks.get(row)).picture())));
            predictions.forEach(
                    (caption, masks) -> {
                        Overlay overlay = overlay(slice).solid(slicesOf(masks).get(row));
                        truth.ifPresent(t -> overlay.dashed(t.get(row)));
                        panels.add(new Panel(caption, overlay.picture()));
                    });
        }
        return Montage.of(panels, panels.size() / rows.length, classNames);
    }

    private static Overlay overlay(Volume slice) {
        int longer = Arrays.stream(slice.shape()).max().orElseThrow();
        return Overlay.of(slice, Math.max(1, SIZE / longer));
    }

    /**
     * Chooses a few slices, spread over those with something to see, if there are any.
     *
     * @param slices the number of slices
     * @param filled whether there is something to see on one
     * @return their numbers, rising
     */
    public static int[] rows(int slices, IntPredicate filled) {
        int[] chosen = IntStream.range(0, slices).filter(filled).toArray();
        int[] from = chosen.length > 0 ? chosen : IntStream.range(0, slices).toArray();
        int rows = Math.min(ROWS, from.length);
        return IntStream.range(0, rows)
                .map(row -> from[(2 * row + 1) * from.length / (2 * rows)])
                .toArray();
    }

    private static List<Mask> slicesOf(List<Mask> masks) {
        return masks.stream().flatMap(mask -> slices(mask).stream()).toList();
    }

    private static List<Volume> slices(Volume image) {
        return image.shape().length == 2
                ? List.of(image)
                : IntStream.range(0, image.shape()[0]).mapToObj(image::slice).toList();
    }

    private static List<Mask> slices(Mask mask) {
        return mask.shape().length == 2
                ? List.of(mask)
                : IntStream.range(0, mask.shape()[0]).mapToObj(mask::slice).toList();
    }
}

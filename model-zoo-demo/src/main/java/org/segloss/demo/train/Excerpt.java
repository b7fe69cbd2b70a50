package org.segloss.demo.train;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.segloss.demo.data.Sample;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Overlay;
import org.segloss.demo.image.Png;
import org.segloss.demo.image.Volume;
import org.segloss.demo.io.JsonFile;

/**
 * A few slices of the validation samples that stand for all of them in a report: those with
 * something to see, spread evenly. They lie below each other on a sheet.
 *
 * @param classNames the names of the classes by index
 * @param total how many slices there are
 * @param slices those on the sheet, from the top
 */
public record Excerpt(List<String> classNames, int total, List<Slice> slices) {

    private static final String FOLDER = "validation";
    private static final String SLICES = "slices.json";
    private static final String IMAGES = "images.png";
    private static final String LABELS = "labels.png";

    private static final int MOST = 24;

    /** What a page can hold: as a file one byte a pixel, or less. */
    private static final int MOST_PIXELS = 5_000_000;

    /**
     * A slice.
     *
     * @param sample which validation sample
     * @param id its name
     * @param index the position on the first axis of a volume, null of an image
     */
    public record Slice(int sample, String id, Integer index) {

        private Mask of(Mask mask) {
            return index == null ? mask : mask.slice(index);
        }

        private Volume of(Volume image) {
            return index == null ? image : image.slice(index);
        }
    }

    /**
     * Chooses slices, always the same ones of the same data.
     *
     * @param data the data
     * @return the choice
     */
    static Excerpt of(SegmentationData data) {
        List<Slice> all = new ArrayList<>();
        List<Slice> filled = new ArrayList<>();
        int pixels = 1;
        for (int i = 0; i < data.validation().size(); i++) {
            Sample sample = data.validation().get(i);
            boolean flat = sample.shape().length == 2;
            int count = flat ? 1 : sample.shape()[0];
            pixels = sample.labels().length / count;
            for (int at = 0; at < count; at++) {
                Slice slice = new Slice(i, sample.id(), flat ? null : at);
                all.add(slice);
                int start = at * pixels;
                if (IntStream.range(start, start + pixels).anyMatch(v -> sample.labels()[v] > 0)) {
                    filled.add(slice);
                }
            }
        }
        List<Slice> from = filled.isEmpty() ? all : filled;
        int most = Math.max(1, Math.min(MOST, MOST_PIXELS / pixels));
        int shown = Math.min(most, from.size());
        List<Slice> spread =
                IntStream.range(0, shown)
                        .mapToObj(i -> from.get((2 * i + 1) * from.size() / (2 * shown)))
                        .toList();
        return new Excerpt(data.classNames(), all.size(), spread);
    }

    /**
     * Masks of these slices.
     *
     * @param masks a mask for each validation sample
     * @return their slices below each other
     */
    Mask sheet(List<Mask> masks) {
        List<Mask> parts = slices.stream().map(s -> s.of(masks.get(s.sample()))).toList();
        int[] shape = parts.get(0).shape();
        return new Mask(
                new int[] {parts.size() * shape[0], shape[1]},
                parts.stream().flatMapToInt(part -> Arrays.stream(part.labels())).toArray());
    }

    private BufferedImage images(List<Sample> samples) {
        List<BufferedImage> parts =
                slices.stream()
                        .map(s -> Overlay.of(s.of(samples.get(s.sample()).volume()), 1).picture())
                        .toList();
        int width = parts.get(0).getWidth();
        int height = parts.get(0).getHeight();
        BufferedImage sheet =
                new BufferedImage(width, height * parts.size(), BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < parts.size(); i++) {
            // Not drawn, which would bend the grey values by a gamma curve.
            int[] grey = parts.get(i).getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
            sheet.getRaster().setSamples(0, i * height, width, height, 0, grey);
        }
        return sheet;
    }

    /**
     * Writes images and references for the report of several trainings.
     *
     * @param data their data
     * @param folder the folder that holds the folders of the trainings
     */
    public static void write(SegmentationData data, Path folder) {
        Excerpt excerpt = of(data);
        Path files = folder.resolve(FOLDER);
        Png.write(files.resolve(IMAGES), excerpt.images(data.validation()));
        List<Mask> labels = data.validation().stream().map(Sample::mask).toList();
        Png.writeMask(files.resolve(LABELS), excerpt.sheet(labels));
        JsonFile.write(files.resolve(SLICES), excerpt);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @param folder the folder that holds the folders of the trainings
     * @param remedy what to do where it is damaged, for the message
     * @return nothing where it has written nothing
     * @throws IllegalArgumentException if it is damaged
     */
    public static Optional<Excerpt> read(Path folder, String remedy) {
        return JsonFile.read(folder.resolve(FOLDER).resolve(SLICES), Excerpt.class, remedy);
    }

    /**
     * Where the images are.
     *
     * @param folder the folder that holds the folders of the trainings
     * @return a PNG file
     */
    public static Path images(Path folder) {
        return folder.resolve(FOLDER).resolve(IMAGES);
    }

    /**
     * Where the references are.
     *
     * @param folder the folder that holds the folders of the trainings
     * @return a PNG file
     */
    public static Path labels(Path folder) {
        return folder.resolve(FOLDER).resolve(LABELS);
    }
}

package org.segloss.demo.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Palette;
import org.segloss.demo.image.Png;
import org.segloss.demo.page.Outline;
import org.segloss.demo.page.Resources;
import org.segloss.demo.train.DiceCounts;
import org.segloss.demo.train.Excerpt;

/**
 * Images with the outlines of reference and predictions.
 *
 * @param width the width of an image
 * @param height its height
 * @param total how many slices the validation samples have
 * @param images all images below each other, as an address that holds them
 * @param classNames the names of the classes by index
 * @param colours their colours
 * @param slices the names of the slices
 * @param reference for each slice the outlines of the classes
 * @param runs the predictions
 * @param every whether these are all runs
 */
record Overlays(
        int width,
        int height,
        int total,
        String images,
        List<String> classNames,
        List<String> colours,
        List<String> slices,
        List<List<String>> reference,
        List<Prediction> runs,
        boolean every) {

    /** What a page can hold. */
    private static final long MOST = 5_000_000;

    /**
     * A run.
     *
     * @param label its loss
     * @param engine its engine
     * @param seed its seed
     * @param outlines for each slice the outlines of the classes
     * @param dice for each slice the mean Dice of its sample, null where it has none
     */
    record Prediction(
            String label,
            String engine,
            long seed,
            List<List<String>> outlines,
            List<Double> dice) {

        private long size() {
            return outlines.stream().flatMap(List::stream).mapToLong(String::length).sum();
        }
    }

    /** Nothing where images or predictions are not recorded. */
    static Optional<Overlays> of(Study study) {
        Path folder = study.folder();
        String remedy = "delete " + folder + " and run the experiment again";
        return Excerpt.read(folder, remedy)
                .filter(excerpt -> study.done().stream().allMatch(Overlays::recorded))
                .map(excerpt -> of(study, excerpt));
    }

    private static boolean recorded(Trained run) {
        return run.files().predictions().isPresent() && run.files().validation().isPresent();
    }

    private static Overlays of(Study study, Excerpt excerpt) {
        Path labels = Excerpt.labels(study.folder());
        Mask reference = Png.readLabels(labels);
        List<Prediction> all = new ArrayList<>();
        for (String label : study.labels()) {
            study.of(label).forEach(run -> all.add(prediction(run, excerpt, reference, labels)));
        }
        boolean every = all.stream().mapToLong(Prediction::size).sum() <= MOST;
        return new Overlays(
                reference.shape()[1],
                reference.shape()[0] / excerpt.slices().size(),
                excerpt.total(),
                Resources.dataUri("image/png", bytes(Excerpt.images(study.folder()))),
                excerpt.classNames(),
                IntStream.range(0, excerpt.classNames().size()).mapToObj(Overlays::colour).toList(),
                excerpt.slices().stream().map(Overlays::title).toList(),
                outlines(reference, excerpt),
                every ? all : firstSeeds(all),
                every);
    }

    private static Prediction prediction(
            Trained run, Excerpt excerpt, Mask reference, Path labels) {
        Path file = run.files().predictions().orElseThrow();
        Mask predicted = Png.readLabels(file);
        if (!Arrays.equals(predicted.shape(), reference.shape())) {
            throw new IllegalArgumentException(
                    file
                            + " has the shape "
                            + Arrays.toString(predicted.shape())
                            + ", but "
                            + labels
                            + " has "
                            + Arrays.toString(reference.shape())
                            + ": they are not of the same data; run the experiment again in a new"
                            + " folder");
        }
        return new Prediction(
                run.label(),
                run.engine(),
                run.seed(),
                outlines(predicted, excerpt),
                excerpt.slices().stream()
                        .map(s -> run.files().validation().orElseThrow().cases().get(s.sample()))
                        .map(c -> c.dice().isEmpty() ? null : DiceCounts.mean(c.dice()))
                        .toList());
    }

    private static List<Prediction> firstSeeds(List<Prediction> all) {
        return all.stream()
                .filter(
                        run ->
                                all.stream()
                                        .filter(other -> other.label().equals(run.label()))
                                        .filter(other -> other.engine().equals(run.engine()))
                                        .allMatch(other -> other.seed() >= run.seed()))
                .toList();
    }

    /** For each slice the outlines of the classes but the background. */
    private static List<List<String>> outlines(Mask sheet, Excerpt excerpt) {
        int width = sheet.shape()[1];
        int pixels = sheet.labels().length / excerpt.slices().size();
        return IntStream.range(0, excerpt.slices().size())
                .mapToObj(
                        slice ->
                                IntStream.range(1, excerpt.classNames().size())
                                        .mapToObj(
                                                c ->
                                                        Outline.of(
                                                                width,
                                                                pixels,
                                                                i ->
                                                                        sheet.labels()[
                                                                                        slice
                                                                                                        * pixels
                                                                                                + i]
                                                                                == c))
                                        .toList())
                .toList();
    }

    private static String title(Excerpt.Slice slice) {
        return slice.index() == null ? slice.id() : slice.id() + ", slice " + (slice.index() + 1);
    }

    private static String colour(int label) {
        return "#%06x".formatted(Palette.color(label).getRGB() & 0xFFFFFF);
    }

    private static byte[] bytes(Path file) {
        // Read as a picture first: what is damaged is refused here and not in the browser.
        Png.read(file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }
}

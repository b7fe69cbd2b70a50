package org.segloss.demo.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.segloss.demo.image.ImageFiles;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.image.Window;

/**
 * A user's own data: {@code images/} and {@code masks/} with files of the same base name, PNG or
 * NIfTI.
 *
 * <p>Each image is brought to mean 0 and deviation 1 of its own. All are padded around their centre
 * to the largest size on each axis, rounded up to a multiple of 16: the image with its edge, the
 * mask with background. Every fifth pair of a seeded order validates, and at least one. The files
 * count as independent; where several come from one person, the split may leak.
 */
public final class FolderData {

    private static final String IMAGES = "images";
    private static final String MASKS = "masks";
    private static final int VALIDATION_EVERY = 5;

    /** More than that without being told so is a picture taken for a mask. */
    private static final int MAX_COUNTED_CLASSES = 64;

    private FolderData() {}

    /**
     * Reads a folder.
     *
     * @param folder the folder with {@code images/} and {@code masks/}
     * @param classes the number of classes with background, or 0 to find it in the masks
     * @param seed what the split starts from
     * @return the data set, without baseline
     * @throws IllegalArgumentException naming the folder or file that is missing, cannot be read or
     *     does not fit
     */
    public static SegmentationData load(Path folder, int classes, long seed) {
        List<Sample> samples = readPairs(folder);
        int found = 1 + samples.stream().mapToInt(s -> s.mask().maxLabel()).max().orElse(0);
        if (classes == 0 && found > MAX_COUNTED_CLASSES) {
            throw new IllegalArgumentException(
                    folder.resolve(MASKS)
                            + ": found labels up to "
                            + (found - 1)
                            + ", expected class indices 0, 1, 2, ... or 0 and 255; if they are"
                            + " classes, give their number");
        }
        int count = classes == 0 ? Math.max(2, found) : classes;
        samples.forEach(sample -> requireBelow(count, sample, folder));
        List<Sample> padded = new ArrayList<>(pad(samples));
        Collections.shuffle(padded, new Random(seed));
        int held = Math.max(1, padded.size() / VALIDATION_EVERY);
        return new SegmentationData(
                folder.toAbsolutePath().normalize().getFileName().toString(),
                classNames(count),
                List.copyOf(padded.subList(held, padded.size())),
                List.copyOf(padded.subList(0, held)),
                Optional.empty(),
                new WholeImage(padded.get(0).shape().length));
    }

    /**
     * Reads one image as this data set does, but without padding.
     *
     * @param file the image
     * @return the image at mean 0 and deviation 1
     */
    public static Volume readImage(Path file) {
        Volume image = ImageFiles.read(file);
        return new Volume(
                image.channels(),
                image.shape(),
                image.spacing(),
                Standardisation.of(image.values()).apply(image.values()));
    }

    /**
     * The padding that brings an image to a size that a network takes.
     *
     * @param shape the spatial axes
     * @return a window that rounds every axis up to a multiple of 16; its {@linkplain
     *     Window#inverse inverse} takes a prediction back
     */
    public static Window padding(int[] shape) {
        return Window.centred(shape, Arrays.stream(shape).map(Grids::roundUp).toArray());
    }

    private static List<Sample> readPairs(Path folder) {
        Map<String, Path> images = files(folder.resolve(IMAGES));
        Map<String, Path> masks = files(folder.resolve(MASKS));
        List<String> alone = images.keySet().stream().filter(n -> !masks.containsKey(n)).toList();
        if (!alone.isEmpty()) {
            throw new IllegalArgumentException(
                    folder.resolve(MASKS) + " has no mask for the images " + alone);
        }
        if (images.size() < 2) {
            throw new IllegalArgumentException(
                    folder
                            + ": found "
                            + images.size()
                            + " pairs, expected at least 2 (.png, .nii or .nii.gz), one to train"
                            + " on and one to validate");
        }
        return images.entrySet().stream()
                .map(e -> readPair(e.getKey(), e.getValue(), masks.get(e.getKey())))
                .toList();
    }

    private static Map<String, Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    folder + " is no folder: expected one with " + IMAGES + "/ and " + MASKS + "/");
        }
        return ImageFiles.byName(folder);
    }

    private static Sample readPair(String name, Path imageFile, Path maskFile) {
        Volume image = readImage(imageFile);
        Mask mask = ImageFiles.readMask(maskFile);
        if (!Arrays.equals(image.shape(), mask.shape())) {
            throw new IllegalArgumentException(
                    maskFile
                            + ": found shape "
                            + Arrays.toString(mask.shape())
                            + ", expected that of its image, "
                            + Arrays.toString(image.shape()));
        }
        return Sample.of(name, image, mask);
    }

    private static void requireBelow(int classes, Sample sample, Path folder) {
        int[] labels = sample.labels();
        IntStream.range(0, labels.length)
                .filter(i -> labels[i] >= classes)
                .findFirst()
                .ifPresent(
                        i -> {
                            throw new IllegalArgumentException(
                                    folder.resolve(MASKS)
                                            + ", "
                                            + sample.id()
                                            + ": found class "
                                            + labels[i]
                                            + " at voxel "
                                            + i
                                            + ", expected 0 to "
                                            + (classes - 1));
                        });
    }

    private static List<Sample> pad(List<Sample> samples) {
        Sample first = samples.get(0);
        int[] largest = first.shape().clone();
        for (Sample sample : samples) {
            if (sample.channels() != first.channels() || sample.shape().length != largest.length) {
                throw new IllegalArgumentException(
                        sample.id()
                                + " has "
                                + kind(sample)
                                + ", but "
                                + first.id()
                                + " has "
                                + kind(first));
            }
            Arrays.setAll(largest, axis -> Math.max(largest[axis], sample.shape()[axis]));
        }
        int[] common = padding(largest).shape();
        return samples.stream()
                .map(
                        sample -> {
                            Window window = Window.centred(sample.shape(), common);
                            return Sample.of(
                                    sample.id(),
                                    window.of(sample.volume()),
                                    window.of(sample.mask()));
                        })
                .toList();
    }

    private static String kind(Sample sample) {
        return sample.channels() + " channels and " + sample.shape().length + " axes";
    }

    private static List<String> classNames(int count) {
        return IntStream.range(0, count)
                .mapToObj(label -> label == 0 ? "background" : "class " + label)
                .toList();
    }
}

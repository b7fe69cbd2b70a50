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
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.segloss.demo.image.ImageFiles;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.image.Window;

/**
 * A user's own data: {@code images/} and {@code masks/} with files of the same base name, PNG or
 * NIfTI.
 *
 * <p>Each image is brought to mean 0 and deviation 1 of its own. Unless patches are drawn from
 * them, all are padded around their centre to the largest size on each axis, rounded up to a
 * multiple of 16: the image with its edge, the mask with background. Every fifth pair of a seeded
 * order validates, and at least one. The files count as independent; where several come from one
 * person, the split may leak.
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
        return read(folder, classes, seed, FolderData::pad);
    }

    /**
     * Reads a folder to train on patches; the images keep their sizes.
     *
     * @param folder the folder with {@code images/} and {@code masks/}
     * @param classes the number of classes with background, or 0 to find it in the masks
     * @param seed what the split starts from
     * @param patches the patches
     * @return the data set, without baseline
     * @throws IllegalArgumentException as without patches, and if the patches have other axes than
     *     the images
     */
    public static SegmentationData load(Path folder, int classes, long seed, PatchView patches) {
        return patches.of(read(folder, classes, seed, samples -> samples));
    }

    private static SegmentationData read(
            Path folder, int classes, long seed, UnaryOperator<List<Sample>> sizes) {
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
        List<Sample> shuffled = new ArrayList<>(sizes.apply(samples));
        Collections.shuffle(shuffled, new Random(seed));
        int held = Math.max(1, shuffled.size() / VALIDATION_EVERY);
        return new SegmentationData(
                folder.toAbsolutePath().normalize().getFileName().toString(),
                classNames(count),
                List.copyOf(shuffled.subList(held, shuffled.size())),
                List.copyOf(shuffled.subList(0, held)),
                Optional.empty(),
                new WholeImage(samples.get(0).shape().length));
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
        List<Sample> samples =
                images.entrySet().stream()
                        .map(e -> readPair(e.getKey(), e.getValue(), masks.get(e.getKey())))
                        .toList();
        samples.forEach(sample -> requireSameKind(samples.get(0), sample));
        return samples;
    }

    private static Map<String, Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    folder + " is no folder: expected one with " + IMAGES + "/ and " + MASKS + "/");
        }
        return ImageFiles.byName(folder);
    }

    private static Sample readPair(String name, Path imageFile, Path maskFile) {
        Volume image = ImageFiles.read(imageFile);
        float[] values = Standardisation.of(image.values()).apply(image.values());
        Mask mask = ImageFiles.readMask(maskFile);
        if (!Arrays.equals(image.shape(), mask.shape())) {
            throw new IllegalArgumentException(
                    maskFile
                            + ": found shape "
                            + Arrays.toString(mask.shape())
                            + ", expected that of its image, "
                            + Arrays.toString(image.shape()));
        }
        return new Sample(
                name, image.shape(), image.channels(), values, mask.labels(), image.spacing());
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

    private static void requireSameKind(Sample first, Sample sample) {
        if (sample.channels() != first.channels()
                || sample.shape().length != first.shape().length) {
            throw new IllegalArgumentException(
                    sample.id()
                            + " has "
                            + kind(sample)
                            + ", but "
                            + first.id()
                            + " has "
                            + kind(first));
        }
    }

    private static List<Sample> pad(List<Sample> samples) {
        int[] largest = samples.get(0).shape().clone();
        for (Sample sample : samples) {
            Arrays.setAll(largest, axis -> Math.max(largest[axis], sample.shape()[axis]));
        }
        int[] common = Grids.roundUp(largest);
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

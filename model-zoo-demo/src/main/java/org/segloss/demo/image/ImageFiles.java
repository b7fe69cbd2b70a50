package org.segloss.demo.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Images and masks in files of any supported kind, told apart by their names. */
public final class ImageFiles {

    private static final String PNG = ".png";
    private static final String NIFTI = ".nii";
    private static final String NIFTI_GZ = ".nii.gz";

    private ImageFiles() {}

    /**
     * Whether a file is of a kind that can be read.
     *
     * @param file the file
     * @return true for {@code .png}, {@code .nii} and {@code .nii.gz}
     */
    public static boolean isSupported(Path file) {
        return !extension(file).isEmpty();
    }

    /**
     * The name without folder and extension.
     *
     * @param file a supported file
     * @return its base name
     */
    public static String baseName(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - extension(file).length());
    }

    /**
     * Finds the supported files of a folder.
     *
     * @param folder the folder
     * @return the files by their base names, in order
     * @throws IllegalArgumentException if two of them have the same base name
     */
    public static Map<String, Path> byName(Path folder) {
        Map<String, Path> byName = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(ImageFiles::isSupported).sorted().toList()) {
                Path other = byName.put(baseName(file), file);
                if (other != null) {
                    throw new IllegalArgumentException(
                            other + " and " + file + " have the same base name: expected one");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: " + e, e);
        }
        return byName;
    }

    /**
     * Reads an image.
     *
     * @param file the file
     * @return the image: a PNG from 0 to 1, a NIfTI in its own units
     * @throws IllegalArgumentException if it is of an unknown kind or cannot be read
     */
    public static Volume read(Path file) {
        return isPng(file) ? Png.read(file) : Nifti.read(file).volume();
    }

    /**
     * Reads a mask.
     *
     * @param file the file
     * @return the classes; black and white (nothing but 0 and 255) means 0 and 1
     * @throws IllegalArgumentException if it is of an unknown kind, cannot be read, or holds
     *     something else than classes
     */
    public static Mask readMask(Path file) {
        return readLabels(file).withoutWhite();
    }

    /**
     * Reads labels.
     *
     * @param file the file
     * @return the labels as they stand in the file
     * @throws IllegalArgumentException if it is of an unknown kind, cannot be read, or holds
     *     something else than classes
     */
    public static Mask readLabels(Path file) {
        if (isPng(file)) {
            return Png.readLabels(file);
        }
        Volume volume = Nifti.read(file).volume();
        int[] labels = new int[volume.values().length];
        for (int i = 0; i < labels.length; i++) {
            float value = volume.values()[i];
            labels[i] = (int) value;
            if (labels[i] != value || value < 0) {
                throw new IllegalArgumentException(
                        file
                                + ": found "
                                + value
                                + " at voxel "
                                + i
                                + ", expected classes 0, 1, 2, ...");
            }
        }
        return new Mask(volume.shape(), labels);
    }

    /**
     * Tells the two kinds apart.
     *
     * @param file the file
     * @return true for {@code .png}, false for NIfTI
     * @throws IllegalArgumentException if it is of neither kind
     */
    public static boolean isPng(Path file) {
        if (!isSupported(file)) {
            throw new IllegalArgumentException(
                    file
                            + ": expected a name that ends in "
                            + PNG
                            + ", "
                            + NIFTI
                            + " or "
                            + NIFTI_GZ);
        }
        return extension(file).equals(PNG);
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        for (String extension : new String[] {PNG, NIFTI, NIFTI_GZ}) {
            if (name.endsWith(extension)) {
                return extension;
            }
        }
        return "";
    }
}

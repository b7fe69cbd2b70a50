package org.segloss.demo.image;

import java.nio.file.Path;
import java.util.Locale;

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
     * @return the classes
     * @throws IllegalArgumentException if it is of an unknown kind, cannot be read, or holds
     *     something else than classes
     */
    public static Mask readMask(Path file) {
        if (isPng(file)) {
            return Png.readMask(file);
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
        return Mask.ofStored(volume.shape(), labels);
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

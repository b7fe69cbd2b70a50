package org.segloss.volumes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Nifti;
import org.segloss.demo.image.NiftiType;
import org.segloss.demo.image.Volume;

/**
 * Volumes of stripes and noise with a bright cube, class 1, and a small dark one, class 2.
 *
 * @param image the intensities
 * @param mask the classes
 */
record Cubes(Nifti image, Mask mask) {

    static final Nifti.Orientation PLACE =
            new Nifti.Orientation(
                    1,
                    4,
                    -1,
                    10,
                    new float[] {0.1f, 0.2f, 0.3f, 4, 5, 6},
                    new float[] {-2, 0, 0.1f, 90, 0, 1, 0, -125, 0, 0.5f, 3, -71});

    static Cubes of(long seed, int... shape) {
        Random random = new Random(seed);
        int[] labels = new int[Volume.sizeOf(shape)];
        cube(labels, shape, 7, 1, random);
        cube(labels, shape, 4, 2, random);
        float[] values = new float[labels.length];
        for (int i = 0; i < values.length; i++) {
            // Stripes, so that instance normalisation does not blow up noise where no cube is.
            float background = i % 2 == 0 ? 400 : 600;
            float level = labels[i] == 1 ? 900 : labels[i] == 2 ? 100 : background;
            values[i] = level + 30 * (float) random.nextGaussian();
        }
        Volume volume = new Volume(1, shape, new float[] {3, 1, 2}, values);
        return new Cubes(new Nifti(volume, PLACE), new Mask(shape, labels));
    }

    private static void cube(int[] labels, int[] shape, int side, int label, Random random) {
        int[] corner = Arrays.stream(shape).map(size -> random.nextInt(size - side)).toArray();
        for (int i = 0; i < side * side * side; i++) {
            int z = corner[0] + i / (side * side);
            int y = corner[1] + i / side % side;
            labels[(z * shape[1] + y) * shape[2] + corner[2] + i % side] = label;
        }
    }

    /** A folder to train on: every volume has a size of its own, one is smaller than a patch. */
    static void write(Path folder) {
        for (int i = 0; i < 8; i++) {
            Cubes cubes = of(i, 12 + 3 * i, 19 + i, 30 - 2 * i);
            cubes.image.write(folder.resolve("images/cubes" + i + ".nii.gz"), NiftiType.INT16);
            cubes.image
                    .with(cubes.mask)
                    .write(folder.resolve("masks/cubes" + i + ".nii"), NiftiType.UINT8);
        }
    }
}

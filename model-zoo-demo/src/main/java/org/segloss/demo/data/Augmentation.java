package org.segloss.demo.data;

import java.util.random.RandomGenerator;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.image.Window;

/**
 * Small random changes of a training sample. They come from the generator alone, so that one seed
 * gives the same samples on every engine.
 *
 * @param shift the largest shift on each axis in voxels; what comes in from outside is the last
 *     voxel of the image and background
 * @param scale the largest relative change of contrast, as 0.1
 * @param offset the largest change of brightness
 * @param noise the standard deviation of Gaussian noise on each voxel
 */
public record Augmentation(int shift, float scale, float offset, float noise) {

    /**
     * Checks the ranges.
     *
     * @param shift 0 or more
     * @param scale from 0 to below 1
     * @param offset 0 or more
     * @param noise 0 or more
     */
    public Augmentation {
        if (shift < 0 || !(scale >= 0 && scale < 1) || !(offset >= 0) || !(noise >= 0)) {
            throw new IllegalArgumentException(
                    "shift "
                            + shift
                            + ", scale "
                            + scale
                            + ", offset "
                            + offset
                            + ", noise "
                            + noise
                            + ": expected 0 or more, and a scale below 1");
        }
    }

    /**
     * Changes a sample.
     *
     * @param sample the original, which stays as it is
     * @param random where the changes come from
     * @return a changed copy
     */
    public Sample apply(Sample sample, RandomGenerator random) {
        int[] origin = new int[sample.shape().length];
        for (int axis = 0; axis < origin.length; axis++) {
            origin[axis] = random.nextInt(-shift, shift + 1);
        }
        float contrast = 1 + scale * symmetric(random);
        float brightness = offset * symmetric(random);
        Window window = new Window(origin, sample.shape());
        Volume image = window.of(sample.volume());
        Mask mask = window.of(sample.mask());
        float[] values = image.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * contrast + brightness;
            if (noise > 0) {
                values[i] += noise * (float) random.nextGaussian();
            }
        }
        return Sample.of(sample.id(), image, mask);
    }

    private static float symmetric(RandomGenerator random) {
        return 2 * random.nextFloat() - 1;
    }
}

package org.segloss.demo.data;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.segloss.demo.image.Window;

/**
 * Draws patches from images. A share of them lies around a voxel of the foreground, whose class is
 * drawn first, evenly among those of the image: so a small structure is seen as often as a large
 * one. The others lie anywhere. All stay within the image on every axis that is long enough; on the
 * others the image is in the middle, continued by its edge and by background.
 */
public final class PatchSampler {

    private final PatchView view;

    /** How many voxels each class has. Lists of the voxels would take as much as the image. */
    private final IdentityHashMap<Sample, int[]> sizes = new IdentityHashMap<>();

    /**
     * Starts to draw.
     *
     * @param view the size of the patches and the share of the foreground
     */
    public PatchSampler(PatchView view) {
        this.view = view;
    }

    /**
     * Draws a patch.
     *
     * @param image an image with its classes
     * @param random what decides
     * @return a copy of a part of both
     */
    public Sample draw(Sample image, RandomGenerator random) {
        int[] foreground = sizes.computeIfAbsent(image, PatchSampler::sizes);
        int[] present =
                IntStream.range(1, foreground.length).filter(c -> foreground[c] > 0).toArray();
        boolean centred = present.length > 0 && random.nextDouble() < view.foreground();
        int[] origin;
        if (centred) {
            int label = present[random.nextInt(present.length)];
            origin = around(voxel(image.labels(), label, random.nextInt(foreground[label])), image);
        } else {
            origin = anywhere(image, random);
        }
        Window window = new Window(origin, view.patch());
        return Sample.of(image.id(), window.of(image.volume()), window.of(image.mask()));
    }

    private static int[] sizes(Sample image) {
        int[] sizes = new int[image.mask().maxLabel() + 1];
        for (int label : image.labels()) {
            sizes[label]++;
        }
        return sizes;
    }

    /** The flat index of one voxel of a class. */
    private static int voxel(int[] labels, int label, int number) {
        int left = number;
        int at = -1;
        do {
            at++;
            if (labels[at] == label) {
                left--;
            }
        } while (left >= 0);
        return at;
    }

    private int[] around(int voxel, Sample image) {
        int[] shape = image.shape();
        int[] origin = new int[shape.length];
        int rest = voxel;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            int free = shape[axis] - view.patch()[axis];
            int start = rest % shape[axis] - view.patch()[axis] / 2;
            origin[axis] = free <= 0 ? middle(free) : Math.max(0, Math.min(start, free));
            rest /= shape[axis];
        }
        return origin;
    }

    private int[] anywhere(Sample image, RandomGenerator random) {
        int[] origin = new int[image.shape().length];
        Arrays.setAll(
                origin,
                axis -> {
                    int free = image.shape()[axis] - view.patch()[axis];
                    return free <= 0 ? middle(free) : random.nextInt(free + 1);
                });
        return origin;
    }

    private static int middle(int free) {
        return Math.floorDiv(free, 2);
    }
}

package org.segloss.geometry;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Counts the components, tunnels and voids of a mask: \(b_0\) and the holes \(b_1\) of a picture,
 * \(b_0\), \(b_1\) and \(b_2\) of a volume.
 *
 * <p>Foreground hangs together by corners (8 or 26 neighbours), background by faces (4 or 6), and
 * everything beyond the edge of the image is background. Components and voids are counted by
 * union-find, the rest follows from the Euler characteristic \(\chi = b_0 - b_1 + b_2\) of the
 * closed cubes, all in almost linear time.
 */
public final class BettiNumbers {

    /** The places of a neighbourhood that come before the middle in C order. */
    private static final int EARLIER = (1 << 13) - 1;

    /** Those of them across a face. */
    private static final int EARLIER_FACES = 1 << 4 | 1 << 10 | 1 << 12;

    private BettiNumbers() {}

    /**
     * Counts the features of a mask.
     *
     * @param shape number of voxels along each of one to three axes
     * @param mask tells whether a voxel, by its index in C order, is foreground
     * @return the Betti numbers of dimension 0 to d - 1
     * @throws IllegalArgumentException if the shape has no axis, more than three, or one without
     *     voxel
     */
    public static int[] of(int[] shape, IntPredicate mask) {
        // A picture is a volume of one slice: its holes are tunnels.
        MaskVolume volume = new MaskVolume(shape, mask);
        MergeForest forest = new MergeForest(IntStream.range(0, volume.size()).toArray());
        int components = 0;
        // What surrounds the mask is a component of the background, and no void.
        int voids = -1;
        int euler = 0;
        for (int v = 0; v < volume.size(); v++) {
            if (volume.get(v)) {
                int earlier = volume.neighbours(v) & EARLIER;
                euler += MaskVolume.eulerChange(earlier);
                components += 1 - merges(forest, volume, v, earlier);
            } else {
                voids += 1 - merges(forest, volume, v, EARLIER_FACES);
            }
        }
        int[] numbers = {components, components + voids - euler, voids};
        return Arrays.copyOf(numbers, shape.length);
    }

    /** Joins a voxel to those of its earlier neighbours that are of its kind. */
    private static int merges(MergeForest forest, MaskVolume volume, int voxel, int places) {
        int merges = 0;
        for (int rest = places; rest != 0; rest &= rest - 1) {
            // A step out of the frame leads to another place of the frame, which is background.
            int other = volume.neighbour(voxel, Integer.numberOfTrailingZeros(rest));
            if (other >= 0
                    && volume.get(other) == volume.get(voxel)
                    && forest.merge(other, voxel) != MergeForest.NONE) {
                merges++;
            }
        }
        return merges;
    }
}

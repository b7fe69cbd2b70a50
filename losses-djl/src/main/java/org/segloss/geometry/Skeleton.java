package org.segloss.geometry;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The centre lines of a mask, one voxel thin: those that scikit-image's {@code skeletonize} finds.
 *
 * <p>Pictures are thinned after <a href="https://doi.org/10.1145/357994.358023">Zhang and Suen</a>
 * (1984), volumes after <a href="https://doi.org/10.1006/cgip.1994.1042">Lee, Kashyap and Chu</a>
 * (1994), who may erase a solid body without holes completely. Voxels beyond the edge of the image
 * are background. A layer is peeled off at a time, so the cost is \(O(V + r F)\) for \(V\) voxels,
 * \(F\) of them foreground, and the largest radius \(r\) of the mask.
 */
public final class Skeleton {

    private Skeleton() {}

    /**
     * Thins a mask.
     *
     * @param shape number of voxels along each of two or three axes
     * @param mask tells whether a voxel, by its index in C order, is foreground
     * @return the voxels of the skeleton, by their indices in C order
     * @throws IllegalArgumentException if the shape has fewer than two axes, more than three, or
     *     one without voxel
     */
    public static BitSet of(int[] shape, IntPredicate mask) {
        if (shape.length < 2) {
            throw new IllegalArgumentException(
                    "shape "
                            + Arrays.toString(shape)
                            + " has fewer than two axes: a line has no skeleton");
        }
        MaskVolume volume = new MaskVolume(shape, mask);
        boolean flat = shape.length == 2;
        int turn = flat ? ZhangSuenThinning.STEPS : LeeThinning.STEPS;
        for (int rested = 0, step = 0; rested < turn; step = (step + 1) % turn) {
            boolean changed =
                    flat ? ZhangSuenThinning.peel(volume, step) : LeeThinning.peel(volume, step);
            rested = changed ? 0 : rested + 1;
        }
        return volume.unframed();
    }
}

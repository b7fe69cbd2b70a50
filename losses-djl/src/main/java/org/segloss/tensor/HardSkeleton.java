package org.segloss.tensor;

import java.util.BitSet;
import org.segloss.geometry.Morphology;

/**
 * The {@link SoftSkeleton} of masks of zeros and ones, which is of zeros and ones too: on the host,
 * 64 voxels at a time.
 */
public final class HardSkeleton {

    private final Morphology grid;
    private final int iterations;
    private final SoftSkeleton.Method method;

    /**
     * Says how skeletons are found.
     *
     * @param shape the spatial axes
     * @param iterations how often a mask is eroded
     * @param method how the skeletons are found
     */
    public HardSkeleton(int[] shape, int iterations, SoftSkeleton.Method method) {
        grid = new Morphology(shape);
        this.iterations = iterations;
        this.method = method;
    }

    /**
     * Finds the skeleton of a mask.
     *
     * @param mask its voxels, by their indices in C order
     * @return those of the skeleton
     */
    public BitSet of(BitSet mask) {
        return method == SoftSkeleton.Method.OPENINGS ? openings(mask) : contours(mask);
    }

    private BitSet openings(BitSet mask) {
        BitSet skeleton = new BitSet();
        BitSet rest = mask;
        for (int i = 0; i <= iterations && !rest.isEmpty(); i++) {
            BitSet eroded = grid.erodeFaces(rest, false);
            BitSet residue = (BitSet) rest.clone();
            residue.andNot(grid.dilate(eroded));
            skeleton.or(residue);
            rest = eroded;
        }
        return skeleton;
    }

    private BitSet contours(BitSet mask) {
        BitSet rest = (BitSet) mask.clone();
        for (int i = 0; i < iterations; i++) {
            BitSet eroded = grid.erode(rest);
            BitSet rim = grid.dilate(eroded);
            rim.andNot(eroded);
            rest.andNot(rim);
        }
        return rest;
    }
}

package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.segloss.Arguments;
import org.segloss.geometry.SeparableFilter;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;

/**
 * The proportion of each class in the neighbourhood of every voxel. An ignored voxel belongs to no
 * class.
 *
 * @param filter what weighs the voxels of a neighbourhood
 * @param padBackground whether what lies outside the image counts as class 0, rather than as none
 */
record Neighbourhood(SeparableFilter filter, boolean padBackground) {

    /** Checks the side of a box. */
    static SeparableFilter box(int kernelSize) {
        return SeparableFilter.box(Arguments.odd("kernelSize", kernelSize));
    }

    /** Checks the width of a Gaussian. */
    static SeparableFilter gaussian(float sigma) {
        return SeparableFilter.gaussian(Arguments.within("sigma", sigma, 0.01, 100));
    }

    /** The proportions {@code [N, C, V]}, a constant. */
    NDArray proportions(LossInput in) {
        Targets targets = in.targets();
        int voxels = targets.voxels();
        int[] shape = targets.spatialShape();
        // In a channel that is a task of its own, outside is background as it is.
        float[] outside = padBackground && in.exclusive() ? outside(shape, voxels) : null;
        float[] proportions = new float[targets.images() * targets.classes() * voxels];
        for (int n = 0, at = 0; n < targets.images(); n++) {
            for (int c = 0; c < targets.classes(); c++, at += voxels) {
                float[] map = new float[voxels];
                for (int v = 0; v < voxels; v++) {
                    map[v] = targets.label(n, c, v);
                }
                float[] share = filter.apply(shape, map);
                for (int v = 0; v < voxels; v++) {
                    boolean padded = c == 0 && outside != null;
                    proportions[at + v] = share[v] + (padded ? outside[v] : 0);
                }
            }
        }
        return in.constant(proportions, targets.images(), targets.classes(), voxels);
    }

    /** The share of each neighbourhood that lies outside the image. */
    private float[] outside(int[] shape, int voxels) {
        float[] inside = new float[voxels];
        Arrays.fill(inside, 1);
        float[] outside = filter.apply(shape, inside);
        for (int v = 0; v < voxels; v++) {
            outside[v] = 1 - outside[v];
        }
        return outside;
    }
}

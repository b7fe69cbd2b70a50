package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.segloss.Arguments;
import org.segloss.geometry.MapCache;
import org.segloss.geometry.SeparableFilter;
import org.segloss.host.Stretch;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;

/**
 * The proportion of each class in the neighbourhood of every voxel. An ignored voxel belongs to no
 * class. Those of hard labels are kept for when the labels come back.
 */
final class Neighbourhood {

    private final SeparableFilter filter;
    private final boolean padBackground;
    private final MapCache ofRegions;

    /**
     * Creates neighbourhoods.
     *
     * @param filter what weighs the voxels of a neighbourhood
     * @param padBackground whether what lies outside the image counts as class 0, rather than as
     *     none
     */
    Neighbourhood(SeparableFilter filter, boolean padBackground) {
        this.filter = filter;
        this.padBackground = padBackground;
        ofRegions =
                new MapCache(
                        (shape, region) -> {
                            float[] map =
                                    new float[IntStream.of(shape).reduce(1, Math::multiplyExact)];
                            for (int v = 0; v < map.length; v++) {
                                map[v] = region.test(v) ? 1 : 0;
                            }
                            return filter.apply(shape, map);
                        });
    }

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
        int classes = targets.classes();
        boolean hard = targets.hard();
        float[][] shares = new float[targets.images() * classes][];
        IntStream.range(0, shares.length)
                .parallel()
                .forEach(i -> shares[i] = shares(targets, i / classes, i % classes, hard));
        // In a channel that is a task of its own, outside is background as it is.
        if (padBackground && in.exclusive()) {
            float[] outside = outside(targets.spatialShape(), targets.voxels());
            for (int i = 0; i < shares.length; i += classes) {
                // Of a copy, for the other one is kept.
                shares[i] = shares[i].clone();
                Stretch.add(1, outside, 0, shares[i], 0, outside.length);
            }
        }
        return in.constant(shares);
    }

    private float[] shares(Targets targets, int n, int c, boolean hard) {
        if (hard) {
            return ofRegions.get(targets.spatialShape(), targets.region(n, c));
        }
        float[] map = new float[targets.voxels()];
        targets.copy(n, c, map, 0);
        return filter.apply(targets.spatialShape(), map);
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

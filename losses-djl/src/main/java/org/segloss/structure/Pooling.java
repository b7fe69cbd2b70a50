package org.segloss.structure;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How the voxels of a tile become one value. */
public enum Pooling {

    /** The largest value; what lies outside the image does not count. */
    MAX {
        @Override
        double[] shares(double[] map, Tiling tiling) {
            int[] largest = new int[tiling.count()];
            Arrays.fill(largest, -1);
            for (int v = 0; v < map.length; v++) {
                int best = largest[tiling.of(v)];
                largest[tiling.of(v)] = best < 0 || map[v] > map[best] ? v : best;
            }
            double[] shares = new double[map.length];
            IntStream.of(largest).filter(v -> v >= 0).forEach(v -> shares[v] = 1);
            return shares;
        }
    },

    /** The mean; what lies outside the image counts as 0. */
    AVERAGE {
        @Override
        double[] shares(double[] map, Tiling tiling) {
            double[] shares = new double[map.length];
            Arrays.fill(shares, 1 / tiling.volume());
            return shares;
        }
    };

    /** What each voxel counts in the value of its tile. */
    abstract double[] shares(double[] map, Tiling tiling);
}

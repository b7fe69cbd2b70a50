package org.segloss.structure;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** How the voxels of a tile become one value. */
public enum Pooling {

    /** The largest value; what lies outside the image does not count. */
    MAX {
        @Override
        Back pool(IntToDoubleFunction map, Tiling tiling, double[] values) {
            int[] largest = new int[tiling.count()];
            Arrays.fill(largest, NONE);
            for (int v = 0; v < tiling.voxels(); v++) {
                int tile = tiling.of(v);
                double value = map.applyAsDouble(v);
                if (largest[tile] == NONE || value > values[tile]) {
                    largest[tile] = v;
                    values[tile] = value;
                }
            }
            return (slopes, to, from) -> {
                for (int tile = 0; tile < largest.length; tile++) {
                    if (largest[tile] != NONE) {
                        to[from + largest[tile]] = slopes[tile];
                    }
                }
            };
        }
    },

    /** The mean; what lies outside the image counts as 0. */
    AVERAGE {
        @Override
        Back pool(IntToDoubleFunction map, Tiling tiling, double[] values) {
            for (int v = 0; v < tiling.voxels(); v++) {
                values[tiling.of(v)] += map.applyAsDouble(v) / tiling.volume();
            }
            return (slopes, to, from) -> {
                for (int v = 0; v < tiling.voxels(); v++) {
                    to[from + v] = slopes[tiling.of(v)] / tiling.volume();
                }
            };
        }
    };

    /** No voxel. */
    static final int NONE = -1;

    /**
     * Pools a map.
     *
     * @param map the value of each voxel
     * @param tiling the tiles
     * @param values takes the value of each tile, 0 before
     * @return the way back
     */
    abstract Back pool(IntToDoubleFunction map, Tiling tiling, double[] values);

    /** The way back from tiles to voxels. */
    interface Back {
        /** Writes the slopes of voxels, from a place on, where there were zeros. */
        void write(double[] slopes, double[] to, int from);
    }
}

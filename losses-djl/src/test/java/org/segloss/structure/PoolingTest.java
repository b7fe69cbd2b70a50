package org.segloss.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolingTest {

    private static final double[] LINE = {-1, -2, -3, -4, -6};

    @Test
    void evenTilesBeginOneVoxelOutside() {
        assertArrayEquals(new double[] {-1, -2, -4}, pool(Pooling.MAX, LINE, 2, 5));
        assertArrayEquals(new double[] {-0.5, -2.5, -5}, pool(Pooling.AVERAGE, LINE, 2, 5));
    }

    /** Of three equal lines two are in the only tile across them, the third is left over. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatIsOutsideCountsForTheMeanAlone(int axes) {
        int[] shape = new int[axes];
        Arrays.fill(shape, 3);
        shape[axes - 1] = 5;
        double[] map = new double[5 * (int) Math.pow(3, axes - 1)];
        Arrays.setAll(map, v -> LINE[v % 5]);
        double share = Math.pow(2.0 / 3, axes - 1);
        assertArrayEquals(new double[] {-1, -3}, pool(Pooling.MAX, map, 3, shape));
        assertArrayEquals(
                new double[] {-share, -13 * share / 3},
                pool(Pooling.AVERAGE, map, 3, shape),
                1e-12);
    }

    /** The values of the whole tiles. */
    private static double[] pool(Pooling pooling, double[] map, int size, int... shape) {
        Tiling tiling = new Tiling(shape, size);
        double[] values = new double[tiling.count()];
        pooling.pool(v -> map[v], tiling, values);
        return Arrays.copyOf(values, tiling.count() - 1);
    }
}

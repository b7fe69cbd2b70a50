package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeparableFilterTest {

    private static final int[] SHAPE = {4, 5, 3};

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 11})
    void aBoxIsTheMeanOfWhatItHolds(int size) {
        float[] map = new float[60];
        Random random = new Random(1);
        for (int v = 0; v < map.length; v++) {
            map[v] = random.nextFloat();
        }
        float[] expected = new float[map.length];
        for (int v = 0; v < map.length; v++) {
            double sum = 0;
            for (int w = 0; w < map.length; w++) {
                boolean near = Math.abs(v / 15 - w / 15) <= size / 2;
                near &= Math.abs(v / 3 % 5 - w / 3 % 5) <= size / 2;
                near &= Math.abs(v % 3 - w % 3) <= size / 2;
                sum += near ? map[w] : 0;
            }
            expected[v] = (float) (sum / Math.pow(size, 3));
        }
        assertArrayEquals(expected, SeparableFilter.box(size).apply(SHAPE, map), 1e-6f);
    }

    /** Areas under the normal density, from a table, as far as the filter reaches. */
    @Test
    void aGaussianIsIntegratedOverEachVoxel() {
        float[] map = {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};
        float[] expected = {
            0,
            0.000229232f,
            0.00597704f,
            0.0605975f,
            0.2417303f,
            0.3829249f,
            0.2417303f,
            0.0605975f,
            0.00597704f,
            0.000229232f,
            0
        };
        float[] actual = SeparableFilter.gaussian(1).apply(new int[] {11}, map);
        assertArrayEquals(expected, actual, 1e-7f);
    }

    @Test
    void aNarrowGaussianLeavesTheMapAsItIs() {
        float[] map = {0, 1, 0, 0.5f};
        assertArrayEquals(map, SeparableFilter.gaussian(0.02).apply(new int[] {2, 2}, map), 1e-7f);
    }
}

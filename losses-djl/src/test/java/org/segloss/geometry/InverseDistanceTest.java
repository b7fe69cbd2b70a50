package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InverseDistanceTest {

    static Stream<RandomMasks> masks() {
        return RandomMasks.all();
    }

    @Test
    void fallsFromTheBoundaryToTheDeepestVoxel() {
        int[] shape = {8};
        assertArrayEquals(
                new float[] {0, 1, 0.5f, 0, 0.5f, 1, 0, 0},
                new InverseDistance(true, shape).of(v -> v > 0 && v < 6));
        assertArrayEquals(
                new float[] {0, 6, 3, 0, 3, 6, 0, 0},
                new InverseDistance(false, shape, 3).of(v -> v > 0 && v < 6));
    }

    @ParameterizedTest
    @MethodSource("masks")
    void isBetween0And1ForAnyMask(RandomMasks grid) {
        float[] map = new InverseDistance(true, grid.shape()).of(grid.mask()::get);
        boolean boundary = !grid.mask().isEmpty() && grid.mask().cardinality() < grid.size();
        float largest = 0;
        for (int v = 0; v < map.length; v++) {
            // Not "map[v] < 0 || map[v] > 1", which is false for NaN.
            assertTrue(map[v] >= 0 && map[v] <= (grid.mask().get(v) ? 1 : 0), "voxel " + v);
            largest = Math.max(largest, map[v]);
        }
        assertEquals(boundary ? 1 : 0, largest);
    }

    @Test
    void aRegionThatIsAllBoundaryIs1() {
        assertArrayEquals(
                new float[] {0, 0, 1, 0, 0, 0},
                new InverseDistance(true, new int[] {2, 3}).of(v -> v == 2));
    }
}

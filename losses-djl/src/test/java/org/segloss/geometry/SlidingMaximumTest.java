package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlidingMaximumTest {

    static Stream<RandomMasks> grids() {
        return RandomMasks.all();
    }

    /** With few values, so that many are equal. */
    @ParameterizedTest
    @MethodSource("grids")
    void equalsBruteForce(RandomMasks grid) {
        Random random = new Random(grid.size());
        float[] map = new float[grid.size()];
        IntStream.range(0, map.length).forEach(v -> map[v] = random.nextInt(4));
        for (int radius : new int[] {0, 1, 3}) {
            SlidingMaximum largest = new SlidingMaximum(grid.shape(), map, radius);
            for (int v = 0; v < map.length; v++) {
                int best = first(grid, map, v, radius);
                assertEquals(best, largest.place(v));
                assertEquals(map[best], largest.values()[v]);
            }
        }
    }

    private static int first(RandomMasks grid, float[] map, int v, int radius) {
        int[] at = grid.position(v);
        int best = -1;
        for (int u = 0; u < map.length; u++) {
            int[] place = grid.position(u);
            boolean within =
                    IntStream.range(0, at.length)
                            .allMatch(axis -> Math.abs(at[axis] - place[axis]) <= radius);
            best = within && (best < 0 || map[u] > map[best]) ? u : best;
        }
        return best;
    }
}

package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectedComponentsTest {

    static Stream<RandomMasks> masks() {
        return RandomMasks.all();
    }

    @ParameterizedTest
    @MethodSource("masks")
    void equalsBruteForce(RandomMasks grid) {
        for (int connectivity = 1; connectivity <= grid.shape().length; connectivity++) {
            ConnectedComponents components =
                    new ConnectedComponents(grid.shape(), connectivity, grid.mask()::get);
            int[] expected = merged(grid, connectivity);
            assertArrayEquals(expected, components.labels(), "connectivity " + connectivity);
            int count = Arrays.stream(expected).max().orElse(0);
            assertEquals(count, components.count());
            for (int i = 1; i <= count; i++) {
                int label = i;
                assertEquals(
                        Arrays.stream(expected).filter(e -> e == label).count(),
                        components.sizes()[i - 1]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "2, 1, 4", "2, 2, 8", "3, 1, 6", "3, 2, 18", "3, 3, 26"})
    void aVoxelHasAsManyNeighboursAsItsConnectivitySays(
            int axes, int connectivity, int neighbours) {
        int[] shape = new int[axes];
        Arrays.fill(shape, 3);
        assertEquals(neighbours, new Neighbourhood(shape, connectivity).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void connectivityFitsTheAxes(int connectivity) {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        new ConnectedComponents(
                                                new int[] {4, 5}, connectivity, v -> true))
                        .getMessage();
        assertTrue(message.startsWith("connectivity = " + connectivity), message);
        assertTrue(message.contains("to 2"), message);
    }

    @Test
    void numbersFollowTheScan() {
        boolean[] mask = {false, true, false, true, true, false, true};
        assertArrayEquals(
                new int[] {0, 1, 0, 2, 2, 0, 3},
                new ConnectedComponents(new int[] {7}, 1, v -> mask[v]).labels());
    }

    /** Merges neighbours until nothing changes, then numbers what is left in scan order. */
    private static int[] merged(RandomMasks grid, int connectivity) {
        int[] lowest = new int[grid.size()];
        Arrays.setAll(lowest, v -> v);
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int u = 0; u < lowest.length; u++) {
                for (int v = 0; v < lowest.length; v++) {
                    if (grid.mask().get(u)
                            && grid.mask().get(v)
                            && grid.apart(u, v) <= connectivity
                            && lowest[v] < lowest[u]) {
                        lowest[u] = lowest[v];
                        changed = true;
                    }
                }
            }
        }
        int[] roots = grid.mask().stream().map(v -> lowest[v]).distinct().sorted().toArray();
        int[] labels = new int[lowest.length];
        grid.mask().stream().forEach(v -> labels[v] = 1 + Arrays.binarySearch(roots, lowest[v]));
        return labels;
    }
}

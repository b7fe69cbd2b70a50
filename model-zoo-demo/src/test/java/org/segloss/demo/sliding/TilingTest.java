package org.segloss.demo.sliding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.demo.sliding.Tiling.Tile;

class TilingTest {

    @ParameterizedTest
    @CsvSource({
        "1, 16", "15, 16", "16, 16", "17, 16", "31, 16", "33, 16", "257, 16", "7, 1", "100, 33"
    })
    void everyVoxelIsCoveredAndWeightsAddUpToOne(int size, int window) {
        for (float overlap : new float[] {0, 0.25f, 0.5f, 0.9f}) {
            for (boolean gaussian : new boolean[] {false, true}) {
                double[] totals = new double[size];
                for (Tile tile : new Tiling(overlap, gaussian).along(size, window)) {
                    for (int i = 0; i < window; i++) {
                        int voxel = tile.start() + i;
                        boolean inside = voxel >= 0 && voxel < size;
                        assertEquals(inside, tile.weights()[i] > 0, "voxel " + voxel);
                        if (inside) {
                            totals[voxel] += tile.weights()[i];
                        }
                    }
                }
                for (double total : totals) {
                    assertEquals(1, total, 1e-6);
                }
            }
        }
    }

    @Test
    void windowsOverlapByTheShareAtLeast() {
        for (int size = 20; size < 60; size++) {
            List<Tile> tiles = new Tiling(0.5f, true).along(size, 16);
            for (int i = 1; i < tiles.size(); i++) {
                int step = tiles.get(i).start() - tiles.get(i - 1).start();
                assertTrue(step > 0 && step <= 8, size + ": " + step);
            }
            assertEquals(size, tiles.get(tiles.size() - 1).start() + 16);
        }
    }

    @Test
    void aWindowLargerThanTheImageIsCentred() {
        List<Tile> tiles = Tiling.USUAL.along(5, 8);
        assertEquals(1, tiles.size());
        assertEquals(-2, tiles.get(0).start());
        assertArrayEquals(new float[] {0, 0, 1, 1, 1, 1, 1, 0}, tiles.get(0).weights());
    }

    @Test
    void aGaussianCountsTheMiddleOfAWindowMost() {
        Tile first = Tiling.USUAL.along(24, 16).get(0);
        assertEquals(1, first.weights()[0], "nothing else is there");
        // Where two windows overlap: voxel 9 lies near the middle of the first, the edge of the
        // second.
        assertTrue(first.weights()[9] > 0.9, "" + first.weights()[9]);
        assertEquals(0.5, new Tiling(0.5f, false).along(24, 16).get(0).weights()[9]);
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1, Float.NaN})
    void anOverlapOutOfRangeIsNamed(float overlap) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Tiling(overlap, true));
        assertTrue(e.getMessage().contains("overlap " + overlap), e.getMessage());
    }
}

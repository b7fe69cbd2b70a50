package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContourTest {

    static Stream<RandomMasks> masks() {
        return RandomMasks.all();
    }

    @ParameterizedTest
    @MethodSource("masks")
    void equalsBruteForce(RandomMasks grid) {
        for (boolean edgeIsOutside : new boolean[] {true, false}) {
            BitSet expected = new BitSet();
            for (int v = 0; v < grid.size(); v++) {
                expected.set(v, grid.mask().get(v) && isBeside(grid, v, edgeIsOutside));
            }
            Contour contour = new Contour(grid.shape(), edgeIsOutside);
            assertEquals(
                    expected, contour.of(grid.mask()::get), "edge is outside: " + edgeIsOutside);
        }
    }

    @Test
    void aRegionAlongTheEdgeHasAContourThereOnlyByOption() {
        int[] shape = {4, 3};
        int[] firstTwoRows = {0, 1, 2, 3, 4, 5};
        assertEquals(bits(3, 4, 5), new Contour(shape, false).of(v -> v < firstTwoRows.length));
        assertEquals(bits(firstTwoRows), new Contour(shape, true).of(v -> v < firstTwoRows.length));
    }

    private static boolean isBeside(RandomMasks grid, int v, boolean edgeIsOutside) {
        int[] position = grid.position(v);
        boolean atEdge =
                IntStream.range(0, position.length)
                        .anyMatch(
                                axis ->
                                        position[axis] == 0
                                                || position[axis] == grid.shape()[axis] - 1);
        return (edgeIsOutside && atEdge)
                || IntStream.range(0, grid.size())
                        .anyMatch(u -> grid.apart(u, v) == 1 && !grid.mask().get(u));
    }

    private static BitSet bits(int... voxels) {
        BitSet bits = new BitSet();
        Arrays.stream(voxels).forEach(bits::set);
        return bits;
    }
}

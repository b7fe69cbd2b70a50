package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Erosions across faces are in {@link ContourTest}. */
class MorphologyTest {

    static Stream<RandomMasks> masks() {
        return RandomMasks.all();
    }

    @ParameterizedTest
    @MethodSource("masks")
    void neighboursEqualBruteForce(RandomMasks grid) {
        BitSet expected =
                collect(grid, v -> near(grid, v).anyMatch(u -> u != v && grid.mask().get(u)));
        assertEquals(expected, new Morphology(grid.shape()).neighbours(grid.mask()));
    }

    @ParameterizedTest
    @MethodSource("masks")
    void dilationEqualsBruteForce(RandomMasks grid) {
        BitSet expected = collect(grid, v -> near(grid, v).anyMatch(u -> grid.mask().get(u)));
        assertEquals(expected, new Morphology(grid.shape()).dilate(grid.mask()));
    }

    @ParameterizedTest
    @MethodSource("masks")
    void erosionEqualsBruteForce(RandomMasks grid) {
        BitSet expected = collect(grid, v -> near(grid, v).allMatch(u -> grid.mask().get(u)));
        assertEquals(expected, new Morphology(grid.shape()).erode(grid.mask()));
    }

    private static IntStream near(RandomMasks grid, int v) {
        return IntStream.range(0, grid.size()).filter(u -> grid.apart(u, v) <= grid.shape().length);
    }

    private static BitSet collect(RandomMasks grid, IntPredicate contains) {
        BitSet region = new BitSet();
        IntStream.range(0, grid.size()).filter(contains).forEach(region::set);
        return region;
    }
}

package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class BoundaryDistanceTest {

    @Test
    void growsOnBothSides() {
        assertArrayEquals(
                new float[] {4, 2, 2, 4, 2, 2},
                new BoundaryDistance(new int[] {6}, 2).of(v -> v > 1 && v < 5));
    }

    @Test
    void aRegionWithoutBoundaryIs0() {
        BoundaryDistance distance = new BoundaryDistance(new int[] {2, 3});
        assertArrayEquals(new float[6], distance.of(v -> true));
        assertArrayEquals(new float[6], distance.of(v -> false));
    }
}

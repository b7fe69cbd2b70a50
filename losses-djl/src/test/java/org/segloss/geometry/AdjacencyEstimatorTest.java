package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class AdjacencyEstimatorTest {

    @Test
    void cornersTouchAndUnknownVoxelsDoNot() {
        boolean[][] adjacency =
                new AdjacencyEstimator(3).add(new int[] {2, 3}, 0, 255, 2, -1, 1, 255).adjacency();
        assertArrayEquals(
                new boolean[][] {
                    {false, true, false},
                    {true, false, true},
                    {false, true, false}
                },
                adjacency);
    }

    @Test
    void imagesAddUp() {
        boolean[][] adjacency =
                new AdjacencyEstimator(3)
                        .add(new int[] {2}, 0, 1)
                        .add(new int[] {3}, 2, 2, 2)
                        .adjacency();
        assertArrayEquals(
                new boolean[][] {
                    {false, true, false},
                    {true, false, false},
                    {false, false, true}
                },
                adjacency);
    }

    @Test
    void classesOfOneVoxelEachTouchItsNeighbours() {
        int[][] classes = {{0, 1}, {2}};
        boolean[][] adjacency = new AdjacencyEstimator(3).add(new int[] {2}, classes).adjacency();
        assertArrayEquals(
                new boolean[][] {
                    {false, false, true},
                    {false, false, true},
                    {true, true, false}
                },
                adjacency);
    }
}

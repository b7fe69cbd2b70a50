package org.segloss.geometry;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Learns from labels which classes touch: those that are found at neighbouring voxels, by face,
 * edge or corner. It is what the <a href="https://pubmed.ncbi.nlm.nih.gov/31499319">non-adjacency
 * loss</a> takes as {@code adjacency}.
 */
public final class AdjacencyEstimator {

    private final int[][] single;
    private final boolean[][] adjacency;

    /**
     * Starts with no class touching another.
     *
     * @param classes the number of classes, the background's included
     */
    public AdjacencyEstimator(int classes) {
        adjacency = new boolean[classes][classes];
        single = new int[classes][];
        Arrays.setAll(single, c -> new int[] {c});
    }

    /**
     * Adds an image, in time linear in its number of voxels.
     *
     * @param shape number of voxels along each axis
     * @param labels the class of every voxel in C order; a number that is no class has none
     * @return this estimator
     */
    public AdjacencyEstimator add(int[] shape, int... labels) {
        int[] none = {};
        int[][] classes = new int[labels.length][];
        Arrays.setAll(
                classes,
                v -> labels[v] >= 0 && labels[v] < single.length ? single[labels[v]] : none);
        return add(shape, classes);
    }

    /**
     * Adds an image whose voxels may have several classes.
     *
     * @param shape number of voxels along each axis
     * @param classes the classes of every voxel in C order
     * @return this estimator
     */
    public AdjacencyEstimator add(int[] shape, int[][] classes) {
        BitSet[] regions = new BitSet[adjacency.length];
        Arrays.setAll(regions, c -> new BitSet(classes.length));
        for (int v = 0; v < classes.length; v++) {
            for (int c : classes[v]) {
                regions[c].set(v);
            }
        }
        return add(shape, regions);
    }

    /**
     * Adds an image by the regions of its classes, which may overlap.
     *
     * @param shape number of voxels along each axis
     * @param regions the voxels of each class, by their indices in C order
     * @return this estimator
     */
    public AdjacencyEstimator add(int[] shape, BitSet... regions) {
        Morphology grid = new Morphology(shape);
        for (int i = 0; i < regions.length; i++) {
            BitSet near = grid.neighbours(regions[i]);
            for (int j = 0; j < regions.length; j++) {
                adjacency[i][j] |= near.intersects(regions[j]);
            }
        }
        return this;
    }

    /**
     * What touches in the images so far.
     *
     * @return for every pair of classes, whether a voxel of the one has a neighbour of the other;
     *     symmetric, and false on the diagonal for a class without two neighbouring voxels
     */
    public boolean[][] adjacency() {
        return Arrays.stream(adjacency).map(boolean[]::clone).toArray(boolean[][]::new);
    }
}

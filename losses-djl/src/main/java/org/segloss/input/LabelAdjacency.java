package org.segloss.input;

import java.util.Arrays;
import java.util.BitSet;
import org.segloss.geometry.AdjacencyEstimator;

/** Which classes touch in the labels of a batch. */
public final class LabelAdjacency {

    private LabelAdjacency() {}

    /**
     * Learns what touches; a voxel is of a class where its label is above 0.5.
     *
     * @param targets the labels
     * @return the matrix of {@link AdjacencyEstimator}
     */
    public static boolean[][] of(Targets targets) {
        AdjacencyEstimator estimator = new AdjacencyEstimator(targets.classes());
        for (int n = 0; n < targets.images(); n++) {
            int image = n;
            BitSet[] regions = new BitSet[targets.classes()];
            Arrays.setAll(regions, c -> targets.region(image, c));
            estimator.add(targets.spatialShape(), regions);
        }
        return estimator.adjacency();
    }
}

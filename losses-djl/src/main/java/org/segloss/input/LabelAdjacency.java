package org.segloss.input;

import java.util.Arrays;
import java.util.stream.IntStream;
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
            estimator.add(targets.spatialShape(), classes(targets, n));
        }
        return estimator.adjacency();
    }

    private static int[][] classes(Targets targets, int n) {
        int[][] single = new int[targets.classes()][];
        Arrays.setAll(single, c -> new int[] {c});
        int[][] classes = new int[targets.voxels()][];
        for (int v = 0; v < classes.length; v++) {
            int image = n;
            int voxel = v;
            int i = n * targets.voxels() + v;
            classes[v] =
                    targets.indexed() && !targets.ignored(i)
                            ? single[targets.index(i)]
                            : IntStream.range(0, single.length)
                                    .filter(c -> targets.label(image, c, voxel) > 0.5f)
                                    .toArray();
        }
        return classes;
    }
}

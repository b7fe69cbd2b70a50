package org.segloss.input;

import java.util.stream.IntStream;
import org.segloss.host.Stretch;

/** Label times voxel weight, summed over the voxels of each class in each image. */
final class LabelVolumes {

    private final LabelReader labels;
    private final VoxelWeights weights;
    private final Grid grid;

    /** The sums {@code [N][C]}, which not all losses ask for; null before. */
    private double[][] volumes;

    LabelVolumes(LabelReader labels, VoxelWeights weights, Grid grid) {
        this.labels = labels;
        this.weights = weights;
        this.grid = grid;
    }

    synchronized double of(int n, int c) {
        if (volumes == null && labels.index != null && weights.allOne()) {
            volumes = LabelCounts.of(labels.index, grid);
        }
        if (volumes == null) {
            double[][] sums = new double[grid.images][];
            IntStream.range(0, grid.images)
                    .parallel()
                    .forEach(image -> sums[image] = ofImage(image));
            volumes = sums;
        }
        return volumes[n][c];
    }

    private double[] ofImage(int n) {
        double[] sums = new double[grid.classes];
        if (labels.index != null) {
            for (int i = n * grid.voxels; i < (n + 1) * grid.voxels; i++) {
                sums[labels.index[i]] += weights.of(i);
            }
            return sums;
        }
        for (int c = 0; c < grid.classes; c++) {
            int at = (n * grid.classes + c) * grid.voxels;
            if (weights.allOne()) {
                sums[c] = Stretch.sum(labels.maps, at, grid.voxels);
                continue;
            }
            for (int v = 0; v < grid.voxels; v++) {
                sums[c] += (double) labels.maps[at + v] * weights.of(n * grid.voxels + v);
            }
        }
        return sums;
    }

    /** The same with the squares of the labels. */
    double ofSquares(int n, int c) {
        if (labels.index != null) {
            return of(n, c);
        }
        int at = (n * grid.classes + c) * grid.voxels;
        double sum = 0;
        for (int v = 0; v < grid.voxels; v++) {
            double label = labels.maps[at + v];
            sum += label * label * weights.of(n * grid.voxels + v);
        }
        return sum;
    }
}

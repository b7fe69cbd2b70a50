package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.segloss.Option;
import org.segloss.SegmentationLoss;
import org.segloss.input.LabelAdjacency;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.tensor.Windows;

/**
 * Non-adjacency loss: the probability that two classes touch which never do.
 *
 * <p>From Ganaye et al., <a href="https://pubmed.ncbi.nlm.nih.gov/31499319">Removing segmentation
 * inconsistencies with semi-supervised non-adjacency constraint</a> (Medical Image Analysis 2019).
 * Use it beside a region loss for many structures whose arrangement is known, as in brain
 * parcellation; alone it is content with one class everywhere.
 *
 * <p>\[ L = \frac{1}{|F|} \sum_{(i,j) \in F} A_{ij}, \qquad A_{ij} = \frac{1}{N V} \sum_{n,v}
 * p_{ni}(v) \frac{1}{3^d} \sum_{u \in 3^d(v)} p_{nj}(u) \]
 *
 * <p>F are the ordered pairs that {@code adjacency} forbids (rows i, columns j; true for what may
 * touch); {@link org.segloss.geometry.AdjacencyEstimator} learns it from the labels of a training
 * set. Without it F is what does not touch in the labels of the batch, a class that is absent from
 * them included. The labels have no other part in the loss. Beyond the edge of the image, and at
 * ignored voxels, there is nothing to touch. The authors' code is for pictures; here d is 1 to 3.
 *
 * <p>Class weights multiply: a pair counts \( w_i w_j \). Without the background ({@code
 * includeBackground}) its pairs are left out. {@code reduction} {@code sum} adds the pairs up,
 * {@code none} gives \( A \) as {@code [C, C]}, 0 for pairs that may touch.
 *
 * <p>Shapes: see {@link SegmentationLoss}. Range: 0 to 1; 0 where every pair may touch.
 */
public final class NonAdjacencyLoss extends SegmentationLoss {

    private final boolean[][] adjacency;

    private NonAdjacencyLoss(Builder builder) {
        super(builder);
        adjacency = builder.adjacency == null ? null : copy(builder.adjacency);
        if (adjacency != null
                && Arrays.stream(adjacency).anyMatch(r -> r.length != adjacency.length)) {
            throw new IllegalArgumentException(
                    "adjacency = "
                            + Arrays.deepToString(adjacency)
                            + ": give as many columns as rows, one of each a class");
        }
    }

    /**
     * Starts to build the loss.
     *
     * @return a builder with every option at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    private static boolean[][] copy(boolean[][] matrix) {
        return Arrays.stream(matrix).map(boolean[]::clone).toArray(boolean[][]::new);
    }

    @Override
    protected NDArray compute(LossInput in) {
        NDArray p = in.probabilities();
        NDArray counted = in.counted(p);
        NDArray near = box(in.unfold(counted, false), in).reshape(p.getShape());
        double[] weights = weights(in);
        if (reduction() != Reduction.NONE) {
            return counted.mul(in.mix(weights, near)).sum(new int[] {2}).sum();
        }
        int classes = in.targets().classes();
        NDArray touching = rows(counted, classes).matMul(rows(near, classes).transpose());
        return touching.mul(in.constant(weights, classes, classes));
    }

    @Override
    public boolean runsOnHost(LossInput in) {
        return reduction() != Reduction.NONE;
    }

    /** The mean over the neighbours of each voxel and itself, axis by axis. */
    private static NDArray box(NDArray maps, LossInput in) {
        List<NDArray> windows =
                IntStream.range(0, in.targets().spatialShape().length)
                        .mapToObj(axis -> AxisWindow.along(axis, AxisWindow.uniform(3), in))
                        .toList();
        return Windows.convolve(List.of(maps), windows, true).get(0);
    }

    private static NDArray rows(NDArray maps, int classes) {
        return maps.transpose(1, 0, 2).reshape(classes, -1);
    }

    /** What the sum over the voxels of each pair is multiplied by. */
    private double[] weights(LossInput in) {
        boolean[][] allowed = adjacency == null ? LabelAdjacency.of(in.targets()) : adjacency;
        int classes = in.targets().classes();
        if (allowed.length != classes) {
            throw new IllegalArgumentException(
                    "adjacency has "
                            + allowed.length
                            + " rows, but the prediction has "
                            + classes
                            + " channels: give a row and a column for each, the background's included");
        }
        int first = includeBackground(in) ? 0 : 1;
        double[] weights = new double[classes * classes];
        int pairs = 0;
        for (int i = first; i < classes; i++) {
            for (int j = first; j < classes; j++) {
                pairs += allowed[i][j] ? 0 : 1;
                weights[i * classes + j] =
                        allowed[i][j] ? 0 : classWeight(i, in) * classWeight(j, in);
            }
        }
        double all = reduction() == Reduction.MEAN ? Math.max(1, pairs) : 1;
        double voxels = Math.max(1, in.targets().validVoxels());
        return Arrays.stream(weights).map(weight -> weight / all / voxels).toArray();
    }

    /** The options of {@link NonAdjacencyLoss}. */
    public static final class Builder extends SegmentationLoss.Builder<Builder> {

        @Option("a row and a column for every class, true for what may touch; of the batch without")
        private boolean[][] adjacency;

        private Builder() {}

        /**
         * Sets which classes may touch.
         *
         * @param adjacency a row and a column for every class
         * @return this builder
         */
        public Builder optAdjacency(boolean[][] adjacency) {
            this.adjacency = copy(adjacency);
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public NonAdjacencyLoss build() {
            return new NonAdjacencyLoss(this);
        }
    }
}

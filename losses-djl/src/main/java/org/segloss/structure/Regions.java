package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.segloss.Arguments;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;
import org.segloss.tensor.ExternalGradient;
import org.segloss.tensor.SafeMath;

/** The regions of pooled maps that are compared with each other, on the host. */
final class Regions {

    private final int radius;
    private final Pooling pooling;
    private final int poolSize;
    private final float alpha;
    private final boolean sigmoidMaps;

    /** Takes over the options of the loss, and checks them. */
    Regions(int radius, Pooling pooling, int poolSize, float alpha, boolean sigmoidMaps) {
        this.radius = (int) Arguments.within("radius", radius, 1, 10);
        this.pooling = pooling;
        this.poolSize = (int) Arguments.within("poolSize", poolSize, 1, 999);
        this.alpha = Arguments.within("alpha", alpha, 1e-6, 1e6);
        this.sigmoidMaps = sigmoidMaps;
    }

    /** What the labels leave open when the probabilities are known, {@code [N, C]}. */
    NDArray information(LossInput in) {
        NDArray p = sigmoidMaps ? SafeMath.sigmoid(in.logits()) : in.probabilities();
        NDArray maps = in.counted(p);
        Targets targets = in.targets();
        int images = targets.images();
        int classes = targets.classes();
        int voxels = targets.voxels();
        Tiling tiling = new Tiling(targets.spatialShape(), poolSize);
        MutualInformation information = new MutualInformation(tiling.shape(), radius, alpha);
        IntToDoubleFunction numbers = LossInput.reader(maps);
        double[] slopes = new double[images * classes * voxels];
        double[] values = new double[images * classes];
        IntStream.range(0, values.length)
                .parallel()
                .forEach(
                        row -> {
                            int n = row / classes;
                            int c = row % classes;
                            int from = row * voxels;
                            double[] map = new double[tiling.count()];
                            double[] labels = new double[tiling.count()];
                            double[] slope = new double[tiling.count()];
                            Pooling.Back back =
                                    pooling.pool(v -> numbers.applyAsDouble(from + v), tiling, map);
                            float[] label = new float[voxels];
                            targets.copy(n, c, label, 0);
                            pooling.pool(v -> label[v], tiling, labels);
                            values[row] = information.of(map, labels, slope);
                            back.write(slope, slopes, from);
                        });
        return ExternalGradient.of(
                maps,
                in.constant(slopes, images, classes, voxels),
                in.constant(values, images, classes));
    }
}

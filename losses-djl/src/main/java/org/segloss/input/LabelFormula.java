package org.segloss.input;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.segloss.geometry.MapCache;
import org.segloss.host.HostArray;

/**
 * What a formula makes of the labels alone, class by class, as windows do. Where the loss is
 * computed on the host and the labels are regions it is kept for when the same labels come back.
 */
public final class LabelFormula {

    private final MapCache kept = new MapCache();

    /**
     * Applies the formula.
     *
     * @param in the input
     * @param formula makes maps of maps {@code [N, C, *S]}, the same for every input with the same
     *     spatial axes, and each class from itself alone
     * @return what it makes of the labels
     */
    public NDArray of(LossInput in, UnaryOperator<NDArray> formula) {
        NDArray made = formula.apply(in.unfold(in.labelMaps(), false));
        Targets targets = in.targets();
        if (!in.hosted() || !targets.hard()) {
            return made;
        }
        int classes = targets.classes();
        float[][] maps = new float[targets.images() * classes][];
        IntStream.range(0, maps.length)
                .parallel()
                .forEach(i -> maps[i] = ofRegion(in, i / classes, i % classes, formula));
        return ((HostArray) made).known(maps);
    }

    private float[] ofRegion(LossInput in, int n, int c, UnaryOperator<NDArray> formula) {
        Targets targets = in.targets();
        return kept.get(
                targets.spatialShape(),
                targets.region(n, c),
                (shape, region) -> {
                    float[] mask = new float[targets.voxels()];
                    for (int v = 0; v < mask.length; v++) {
                        mask[v] = region.test(v) ? 1 : 0;
                    }
                    FloatBuffer numbers = FloatBuffer.wrap(mask);
                    HostArray label =
                            HostArray.predictions(in.manager(), numbers, 1, 1, mask.length)
                                    .known(new float[][] {mask});
                    return formula.apply(in.unfold(label, false)).toFloatArray();
                });
    }
}

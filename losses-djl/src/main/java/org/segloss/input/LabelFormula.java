package org.segloss.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.function.IntPredicate;
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
                .forEach(
                        i ->
                                maps[i] =
                                        kept.get(
                                                targets.spatialShape(),
                                                targets.region(i / classes, i % classes),
                                                (shape, region) ->
                                                        ofRegion(
                                                                shape,
                                                                region,
                                                                in.manager(),
                                                                formula)));
        return ((HostArray) made).known(maps);
    }

    private static float[] ofRegion(
            int[] shape, IntPredicate region, NDManager manager, UnaryOperator<NDArray> formula) {
        int voxels = IntStream.of(shape).reduce(1, Math::multiplyExact);
        FloatBuffer mask = FloatBuffer.allocate(voxels);
        for (int v = 0; v < voxels; v++) {
            mask.put(v, region.test(v) ? 1 : 0);
        }
        Shape space = new Shape(IntStream.of(shape).asLongStream().toArray());
        NDArray one = HostArray.predictions(manager, mask, 1, 1, voxels);
        return formula.apply(one.reshape(new Shape(1, 1).addAll(space))).toFloatArray();
    }
}

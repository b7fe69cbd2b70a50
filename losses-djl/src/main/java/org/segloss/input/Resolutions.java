package org.segloss.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.segloss.tensor.EngineMemory;

/** Outputs of several resolutions, and label arrays that fit each of them. */
public final class Resolutions {

    private Resolutions() {}

    /**
     * Checks outputs of a network.
     *
     * @param predictions arrays {@code [N, C, *S]}
     * @throws IllegalArgumentException if there is none, images or channels differ, or an output
     *     has more voxels along an axis than the one before
     */
    public static void requireFalling(NDList predictions) {
        if (predictions.isEmpty()) {
            throw new IllegalArgumentException("there is no output: give one or more");
        }
        for (int i = 1; i < predictions.size(); i++) {
            Shape finer = predictions.get(i - 1).getShape();
            Shape shape = predictions.get(i).getShape();
            boolean fits =
                    shape.dimension() == finer.dimension()
                            && shape.slice(0, 2).equals(finer.slice(0, 2))
                            && IntStream.range(2, shape.dimension())
                                    .allMatch(axis -> shape.get(axis) <= finer.get(axis));
            if (!fits) {
                throw new IllegalArgumentException(
                        "output "
                                + i
                                + " of shape "
                                + shape
                                + " follows one of shape "
                                + finer
                                + ": outputs have the same images and channels, and come from the"
                                + " finest to the coarsest");
            }
        }
    }

    /**
     * Takes one voxel for each of the lower resolution: along an axis number {@code i * in / out},
     * rounded down, which is what PyTorch calls nearest.
     *
     * @param array labels or a further label array; the spatial axes are the last ones
     * @param predictions the shape of the predictions {@code [N, C, *S]} that it is to fit
     * @param manager who owns the result
     * @return an array with the spatial axes of the predictions and the name of the given one; the
     *     array itself if it has them
     * @throws IllegalArgumentException if the predictions have more voxels along an axis
     */
    public static NDArray down(NDArray array, Shape predictions, NDManager manager) {
        Shape to = predictions.slice(2);
        int others = array.getShape().dimension() - to.dimension();
        Shape from = array.getShape().slice(Math.max(0, others));
        if (from.equals(to)) {
            return array;
        }
        if (others < 1
                || IntStream.range(0, to.dimension()).anyMatch(i -> to.get(i) > from.get(i))) {
            throw new IllegalArgumentException(
                    "a label array of shape "
                            + array.getShape()
                            + " has fewer voxels than predictions of shape "
                            + predictions
                            + ": labels have the finest resolution, with the spatial axes last");
        }
        int[] sources = sources(from, to);
        int voxels = Math.toIntExact(from.size());
        float[] all = HostArrays.floats(array);
        float[] kept = new float[all.length / voxels * sources.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = all[i / sources.length * voxels + sources[i % sources.length]];
        }
        NDArray down =
                EngineMemory.create(manager, kept, array.getShape().slice(0, others).addAll(to));
        down.setName(array.getName());
        return down;
    }

    /** The number of the voxel that each voxel of the lower resolution takes. */
    private static int[] sources(Shape from, Shape to) {
        int[] sources = {0};
        for (int axis = 0; axis < to.dimension(); axis++) {
            long in = from.get(axis);
            int out = Math.toIntExact(to.get(axis));
            int[] before = sources;
            sources =
                    IntStream.range(0, before.length * out)
                            .map(i -> (int) (before[i / out] * in + i % out * in / out))
                            .toArray();
        }
        return sources;
    }
}

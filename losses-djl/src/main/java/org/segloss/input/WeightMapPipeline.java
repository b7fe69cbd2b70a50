package org.segloss.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Pipeline;
import java.util.Arrays;
import org.segloss.geometry.UNetWeightMap;

/**
 * The target pipeline of a data set that lays the U-Net's weight map beside the labels, as the
 * label array {@code weight_map} that voxel and overlap losses take.
 *
 * <pre>{@code
 * new ArrayDataset.Builder()
 *         .setData(images)
 *         .optLabels(labels)
 *         .optTargetPipeline(new WeightMapPipeline(UNetWeightMap.builder().build()))
 * }</pre>
 *
 * <p>Labels are class indices {@code [N, *S]} or {@code [N, 1, *S]}. Where the data set has a
 * second label array, it holds the number of the object that each voxel belongs to, in the same
 * shape, and gives way to the map; otherwise objects are the connected components of the
 * foreground.
 *
 * <p>It is a pipeline and no {@link ai.djl.translate.Transform} because a transform makes one array
 * of one, and DJL gives the result the name that the array had. The map is made anew for every
 * batch, on the host: give the data set threads to prefetch with.
 */
public final class WeightMapPipeline extends Pipeline {

    private final UNetWeightMap map;

    /**
     * Creates the pipeline.
     *
     * @param map makes the weights of an image
     */
    public WeightMapPipeline(UNetWeightMap map) {
        this.map = map;
    }

    /**
     * Adds the weight map, after the transforms of this pipeline.
     *
     * @param labels the labels of a batch, and the objects if they are known
     * @return the labels and {@code weight_map}, {@code [N, *S]}
     * @throws IllegalArgumentException if there are more arrays, shapes differ, or labels are no
     *     class indices
     */
    @Override
    public NDList transform(NDList labels) {
        NDList arrays = super.transform(labels);
        if (arrays.isEmpty() || arrays.size() > 2) {
            throw new IllegalArgumentException(
                    "the weight map got "
                            + arrays.size()
                            + " label arrays: it takes the labels, and the objects if they are"
                            + " known");
        }
        Shape shape = arrays.head().getShape();
        NDArray objects = arrays.size() == 2 ? arrays.get(1) : null;
        if (shape.dimension() < 2 || (objects != null && !objects.getShape().equals(shape))) {
            throw new IllegalArgumentException(
                    "labels of shape "
                            + shape
                            + (objects == null
                                    ? ""
                                    : " with objects of shape " + objects.getShape())
                            + ": allowed is (N, *S) or (N, 1, *S), the same for both");
        }
        boolean channel = shape.dimension() > 2 && shape.get(1) == 1;
        Shape space = shape.slice(channel ? 2 : 1);
        float[] weights =
                weights(
                        space,
                        HostArrays.integers(arrays.head()),
                        objects == null ? null : HostArrays.integers(objects));
        NDArray array =
                arrays.head().getManager().create(weights, new Shape(shape.get(0)).addAll(space));
        array.setName(LossInput.WEIGHT_MAP);
        return new NDList(arrays.head(), array);
    }

    /** Image by image. */
    private float[] weights(Shape space, int[] labels, int[] objects) {
        int[] axes = Arrays.stream(space.getShape()).mapToInt(Math::toIntExact).toArray();
        int voxels = Math.toIntExact(space.size());
        float[] weights = new float[labels.length];
        for (int from = 0; from < labels.length; from += voxels) {
            int[] image = Arrays.copyOfRange(labels, from, from + voxels);
            float[] part =
                    objects == null
                            ? map.of(axes, image)
                            : map.of(axes, image, Arrays.copyOfRange(objects, from, from + voxels));
            System.arraycopy(part, 0, weights, from, voxels);
        }
        return weights;
    }
}

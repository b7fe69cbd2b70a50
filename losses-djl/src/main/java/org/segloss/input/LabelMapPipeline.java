package org.segloss.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Pipeline;
import java.util.Arrays;
import org.segloss.tensor.EngineMemory;

/**
 * The target pipeline of a data set that lays a map beside the labels, as a label array that a loss
 * takes: made by the threads that load the data, ahead of the training step.
 *
 * <p>It is a pipeline and no {@link ai.djl.translate.Transform} because a transform makes one array
 * of one, and DJL gives the result the name that the array had. It works on the host, batch by
 * batch: give the data set threads to prefetch with.
 */
public abstract class LabelMapPipeline extends Pipeline {

    private final String name;

    /**
     * Creates the pipeline.
     *
     * @param name the name of the label array
     */
    LabelMapPipeline(String name) {
        this.name = name;
    }

    /** How many label arrays there may be, the labels among them. */
    abstract int arrays();

    /** The shape of the maps of so many images. */
    abstract Shape shape(long images, Shape space);

    /**
     * Makes the map of an image.
     *
     * @param axes number of voxels along each axis
     * @param labels the label of each voxel, and the other arrays of the image
     * @return the map
     */
    abstract float[] map(int[] axes, int[][] labels);

    /**
     * Adds the map, after the transforms of this pipeline.
     *
     * @param labels the label arrays of a batch
     * @return the labels and the map
     * @throws IllegalArgumentException if there are too many arrays, shapes differ, or labels are
     *     no class indices
     */
    @Override
    public final NDList transform(NDList labels) {
        NDList given = super.transform(labels);
        if (given.isEmpty() || given.size() > arrays()) {
            throw new IllegalArgumentException(
                    "the pipeline of "
                            + name
                            + " got "
                            + given.size()
                            + " label arrays: allowed are 1 to "
                            + arrays()
                            + ", the labels first");
        }
        Shape shape = given.head().getShape();
        if (shape.dimension() < 2 || !given.stream().allMatch(a -> a.getShape().equals(shape))) {
            throw new IllegalArgumentException(
                    "label arrays of shape "
                            + Arrays.toString(given.getShapes())
                            + ": allowed is (N, *S) or (N, 1, *S), the same for all");
        }
        boolean channel = shape.dimension() > 2 && shape.get(1) == 1;
        Shape space = shape.slice(channel ? 2 : 1);
        int[][] values = given.stream().map(HostArrays::integers).toArray(int[][]::new);
        Shape mapShape = shape(shape.get(0), space);
        float[] maps = new float[Math.toIntExact(mapShape.size())];
        int[] axes = Arrays.stream(space.getShape()).mapToInt(Math::toIntExact).toArray();
        int voxels = Math.toIntExact(space.size());
        for (int n = 0; n < shape.get(0); n++) {
            int from = n * voxels;
            int[][] image =
                    Arrays.stream(values)
                            .map(all -> Arrays.copyOfRange(all, from, from + voxels))
                            .toArray(int[][]::new);
            float[] map = map(axes, image);
            System.arraycopy(map, 0, maps, n * map.length, map.length);
        }
        NDArray array = EngineMemory.create(given.head().getManager(), maps, mapShape);
        array.setName(name);
        return new NDList(given.head(), array);
    }
}

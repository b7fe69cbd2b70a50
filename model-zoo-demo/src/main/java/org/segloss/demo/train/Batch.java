package org.segloss.demo.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.segloss.demo.data.Sample;
import org.segloss.demo.image.Volume;
import org.segloss.tensor.EngineMemory;

/** Arrays of several images of one shape. */
public final class Batch {

    private Batch() {}

    /**
     * What a network takes.
     *
     * @param manager the manager that is to hold the array
     * @param images images of one shape, at least one
     * @return their intensities, {@code (N, channels, *S)}
     */
    public static NDArray images(NDManager manager, List<Volume> images) {
        Volume first = images.get(0);
        FloatBuffer values = FloatBuffer.allocate(images.size() * first.values().length);
        images.forEach(image -> values.put(image.values()));
        return EngineMemory.create(
                manager, values.flip(), imageShape(images.size(), first.channels(), first.shape()));
    }

    /** The shape of so many images of one size. */
    static Shape imageShape(int count, int channels, int[] axes) {
        return new Shape(count, channels).addAll(shape(axes));
    }

    /** Class indices, {@code (N, *S)}. */
    static NDArray labels(NDManager manager, List<Sample> samples) {
        int[] values =
                samples.stream().flatMapToInt(sample -> Arrays.stream(sample.labels())).toArray();
        Shape shape = new Shape(samples.size()).addAll(shape(samples.get(0).shape()));
        return EngineMemory.create(manager, values, shape);
    }

    private static Shape shape(int[] axes) {
        return new Shape(Arrays.stream(axes).asLongStream().toArray());
    }
}

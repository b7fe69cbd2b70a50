package org.segloss.demo.compare;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.segloss.boundary.LevelSetLoss;
import org.segloss.distribution.UncertaintyWeightedLoss;
import org.segloss.tensor.EngineMemory;

/**
 * Tensors from a seed, like those of a network that has learnt a little: labels in blocks of one
 * class, logits of normal noise with the label's channel raised, an uncertainty of each voxel, and
 * an image whose intensities are the labels with noise.
 *
 * @param shape the shape of the logits {@code (N, C, *S)}
 * @param seed the seed of the random numbers
 */
public record SeededTensors(Shape shape, long seed) implements Tensors {

    private static final int BLOCK = 4;
    private static final int MOST = Integer.MAX_VALUE / Float.BYTES;

    /**
     * Checks the shape.
     *
     * @param shape the shape of the logits {@code (N, C, *S)}
     * @param seed the seed of the random numbers
     * @throws IllegalArgumentException if an axis is missing or empty, or there are too many voxels
     */
    public SeededTensors {
        // In double precision, where the product of any axes is too large but never wraps around.
        double size =
                Arrays.stream(shape.getShape())
                        .mapToDouble(axis -> axis)
                        .reduce(1, (a, b) -> a * b);
        boolean empty = Arrays.stream(shape.getShape()).anyMatch(axis -> axis < 1);
        if (shape.dimension() < 3 || empty || size > MOST) {
            throw new IllegalArgumentException(
                    "shape "
                            + shape
                            + ": allowed are three axes or more (images, channels, space), each of"
                            + " 1 or more, together at most "
                            + MOST
                            + " numbers; for example 2x4x64x64");
        }
    }

    @Override
    public String name() {
        return "seed " + seed;
    }

    @Override
    public NDList load(NDManager manager) {
        int channels = (int) shape.get(1);
        long[] space = shape.slice(2).getShape();
        int voxels = (int) shape.slice(2).size();
        Random random = new Random(seed);
        int[] labels = new int[(int) shape.get(0) * voxels];
        float[] logits = new float[labels.length * channels];
        for (int n = 0; n < shape.get(0); n++) {
            // One channel is a task of its own, with two labels.
            int[] blocks =
                    random.ints(blockOf(voxels - 1, space) + 1, 0, Math.max(2, channels)).toArray();
            for (int v = 0; v < voxels; v++) {
                int label = blocks[blockOf(v, space)];
                labels[n * voxels + v] = label;
                for (int c = 0; c < channels; c++) {
                    boolean raised = channels == 1 ? label == 1 : label == c;
                    logits[(n * channels + c) * voxels + v] =
                            (float) random.nextGaussian() + (raised ? 1 : 0);
                }
            }
        }
        NDArray logitArray = EngineMemory.create(manager, logits, shape);
        logitArray.setName(LOGITS);
        long[] labelShape =
                LongStream.concat(LongStream.of(shape.get(0)), Arrays.stream(space)).toArray();
        NDArray labelArray = EngineMemory.create(manager, labels, new Shape(labelShape));
        labelArray.setName(LABELS);
        float[] uncertainty = new float[labels.length];
        for (int i = 0; i < uncertainty.length; i++) {
            uncertainty[i] = random.nextFloat() / 2;
        }
        NDArray uncertaintyArray = EngineMemory.create(manager, uncertainty, labelArray.getShape());
        uncertaintyArray.setName(UncertaintyWeightedLoss.UNCERTAINTY_MAP);
        float[] intensities = new float[labels.length];
        for (int i = 0; i < intensities.length; i++) {
            intensities[i] = labels[i] + (float) random.nextGaussian();
        }
        NDArray image = EngineMemory.create(manager, intensities, labelArray.getShape());
        image.setName(LevelSetLoss.IMAGE);
        return new NDList(logitArray, labelArray, uncertaintyArray, image);
    }

    /** The number of the block that a voxel lies in; that of the last voxel is the largest. */
    private static int blockOf(int voxel, long[] space) {
        int block = 0;
        int blocks = 1;
        int rest = voxel;
        for (int axis = space.length - 1; axis >= 0; axis--) {
            int length = (int) space[axis];
            block += rest % length / BLOCK * blocks;
            blocks *= (length + BLOCK - 1) / BLOCK;
            rest /= length;
        }
        return block;
    }
}

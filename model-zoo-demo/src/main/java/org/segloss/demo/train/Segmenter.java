package org.segloss.demo.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.net.UNet;

/** A network with weights, as a function from images to classes. */
public final class Segmenter {

    private final UNet network;
    private final NDManager manager;
    private final int batchSize;

    /**
     * Makes one.
     *
     * @param network a network with weights
     * @param manager a manager of the engine that holds them
     * @param batchSize how many images go through the network at once
     */
    public Segmenter(UNet network, NDManager manager, int batchSize) {
        this.network = network;
        this.manager = manager;
        this.batchSize = batchSize;
    }

    /**
     * Gives each voxel its likeliest class.
     *
     * @param images images of one shape
     * @return a mask for each
     */
    public List<Mask> segment(List<Volume> images) {
        List<Mask> masks = new ArrayList<>();
        for (int from = 0; from < images.size(); from += batchSize) {
            List<Volume> some = images.subList(from, Math.min(from + batchSize, images.size()));
            try (NDManager scope = manager.newSubManager()) {
                NDList input = new NDList(Batch.images(scope, some));
                ParameterStore store = new ParameterStore(scope, false);
                masks.addAll(likeliest(network.forward(store, input, false).singletonOrThrow()));
            }
        }
        return masks;
    }

    /**
     * Decides for each voxel.
     *
     * @param logits what a network says, {@code (N, classes, *S)}
     * @return for each image the class with the largest logit, the first one of equals
     */
    public static List<Mask> likeliest(NDArray logits) {
        int classes = (int) logits.getShape().get(1);
        int[] shape =
                Arrays.stream(logits.getShape().slice(2).getShape())
                        .mapToInt(Math::toIntExact)
                        .toArray();
        float[] values = logits.toFloatArray();
        return IntStream.range(0, (int) logits.getShape().get(0))
                .mapToObj(image -> likeliest(values, image, classes, shape))
                .toList();
    }

    private static Mask likeliest(float[] logits, int image, int classes, int[] shape) {
        int size = Volume.sizeOf(shape);
        int start = image * classes * size;
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            for (int c = 1; c < classes; c++) {
                if (logits[start + c * size + i] > logits[start + labels[i] * size + i]) {
                    labels[i] = c;
                }
            }
        }
        return new Mask(shape, labels);
    }
}

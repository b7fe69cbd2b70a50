package org.segloss.demo.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
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
     * Gives each voxel its likeliest class, the first one of equals.
     *
     * @param images images of one shape
     * @return a mask for each
     */
    public List<Mask> segment(List<Volume> images) {
        List<Mask> masks = new ArrayList<>();
        for (int from = 0; from < images.size(); from += batchSize) {
            List<Volume> some = images.subList(from, Math.min(from + batchSize, images.size()));
            float[] logits = logits(some);
            for (int n = 0; n < some.size(); n++) {
                masks.add(mask(logits, n, some.get(n).shape()));
            }
        }
        return masks;
    }

    private float[] logits(List<Volume> images) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray input = Batch.images(scope, images);
            ParameterStore store = new ParameterStore(scope, false);
            return network.forward(store, new NDList(input), false)
                    .singletonOrThrow()
                    .toFloatArray();
        }
    }

    private Mask mask(float[] logits, int image, int[] shape) {
        int classes = network.config().classes();
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

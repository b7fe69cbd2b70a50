package org.segloss.demo.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.net.UNet;

/** A network with weights, as a function from images to classes. */
public final class Segmenter {

    private static final int BATCH = 8;

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
     * Makes one that takes a few images at once.
     *
     * @param network a network with weights
     * @param manager a manager of the engine that holds them
     */
    public Segmenter(UNet network, NDManager manager) {
        this(network, manager, BATCH);
    }

    /**
     * The number of classes that it tells apart.
     *
     * @return the background included
     */
    public int classes() {
        return network.config().classes();
    }

    /**
     * The spatial axes of its images.
     *
     * @return 2 or 3
     */
    public int dimensions() {
        return network.config().dimensions();
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
            float[] logits = logits(some);
            int size = logits.length / some.size();
            for (int i = 0; i < some.size(); i++) {
                float[] one = Arrays.copyOfRange(logits, i * size, (i + 1) * size);
                masks.add(new Mask(some.get(i).shape(), likeliest(one, classes())));
            }
        }
        return masks;
    }

    /**
     * What the network says of images that go through it at once.
     *
     * @param images images of one shape
     * @return the logits, {@code [images, classes, *shape]} in C order
     */
    float[] logits(List<Volume> images) {
        try (NDManager scope = manager.newSubManager()) {
            NDList input = new NDList(Batch.images(scope, images));
            ParameterStore store = new ParameterStore(scope, false);
            return network.forward(store, input, false).singletonOrThrow().toFloatArray();
        }
    }

    /**
     * Decides for each voxel.
     *
     * @param logits what a network says of one image, {@code [classes, voxels]}
     * @param classes how many they are
     * @return the class with the largest logit, the first one of equals
     */
    static int[] likeliest(float[] logits, int classes) {
        int[] labels = new int[logits.length / classes];
        for (int i = 0; i < labels.length; i++) {
            for (int c = 1; c < classes; c++) {
                if (logits[c * labels.length + i] > logits[labels[i] * labels.length + i]) {
                    labels[i] = c;
                }
            }
        }
        return labels;
    }
}

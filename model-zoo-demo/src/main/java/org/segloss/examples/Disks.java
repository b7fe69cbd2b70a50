package org.segloss.examples;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.dataset.ArrayDataset;
import java.util.Random;

/** What the examples learn: bright disks in noise, and a network that is large enough for them. */
final class Disks {

    /** Number of images. */
    static final int COUNT = 16;

    /** Number of pixels of each side. */
    static final int SIDE = 32;

    private Disks() {}

    /** The images {@code [N, 1, 32, 32]} with labels {@code [N, 32, 32]}, in batches of 4. */
    static ArrayDataset data(NDManager manager) {
        Random random = new Random(1);
        float[] images = new float[COUNT * SIDE * SIDE];
        int[] labels = new int[images.length];
        for (int n = 0, i = 0; n < COUNT; n++) {
            int radius = 5 + random.nextInt(6);
            int row = radius + random.nextInt(SIDE - 2 * radius);
            int column = radius + random.nextInt(SIDE - 2 * radius);
            for (int v = 0; v < SIDE * SIDE; v++, i++) {
                double distance = Math.hypot(Math.floorDiv(v, SIDE) - row, v % SIDE - column);
                labels[i] = distance < radius ? 1 : 0;
                images[i] = (float) (labels[i] + 0.5 * random.nextGaussian());
            }
        }
        NDArray pixels = manager.create(images, new Shape(COUNT, 1, SIDE, SIDE));
        NDArray classes = manager.create(labels, new Shape(COUNT, SIDE, SIDE));
        return new ArrayDataset.Builder()
                .setData(pixels)
                .optLabels(classes)
                .setSampling(4, false)
                .build();
    }

    /** From one channel to the logits of two classes. */
    static Block network() {
        return new SequentialBlock()
                .add(convolution(8))
                .add(Activation.reluBlock())
                .add(convolution(8))
                .add(Activation.reluBlock())
                .add(convolution(2));
    }

    private static Block convolution(int filters) {
        return Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .setFilters(filters)
                .build();
    }
}

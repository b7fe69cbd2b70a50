package org.segloss.demo.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.Trainer;
import org.segloss.distribution.UncertaintyWeightedLoss;
import org.segloss.tensor.EngineMemory;

/**
 * How uncertain a network is of each voxel: the standard deviation of the probability that it gives
 * the voxel's label in an image and in the mirror image. To the anatomy both are the same question.
 */
final class Uncertainty {

    private Uncertainty() {}

    /** The probabilities of the mirror images, mirrored back. Call it where nothing is recorded. */
    static float[] ofMirrorImages(Trainer trainer, NDArray images) {
        int last = images.getShape().dimension() - 1;
        return trainer.evaluate(new NDList(images.flip(last)))
                .singletonOrThrow()
                .softmax(1)
                .flip(last)
                .toFloatArray();
    }

    /** The label array that the loss asks for. */
    static NDArray map(NDArray logits, float[] mirrored, NDArray labels) {
        float[] probabilities = logits.softmax(1).toFloatArray();
        int[] classes = labels.toIntArray();
        int channels = (int) logits.getShape().get(1);
        int voxels = (int) logits.getShape().slice(2).size();
        float[] map = new float[classes.length];
        for (int i = 0; i < map.length; i++) {
            int at = (i / voxels * channels + classes[i]) * voxels + i % voxels;
            // The standard deviation of two numbers is half their distance.
            map[i] = Math.abs(probabilities[at] - mirrored[at]) / 2;
        }
        NDArray array = EngineMemory.create(labels.getManager(), map, labels.getShape());
        array.setName(UncertaintyWeightedLoss.UNCERTAINTY_MAP);
        return array;
    }
}

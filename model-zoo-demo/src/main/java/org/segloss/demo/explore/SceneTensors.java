package org.segloss.demo.explore;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.segloss.boundary.LevelSetLoss;
import org.segloss.demo.compare.Tensors;
import org.segloss.distribution.UncertaintyWeightedLoss;
import org.segloss.tensor.EngineMemory;

/**
 * One step of a scene as a network and a data set would give it: logits of two classes, labels, an
 * image in which the disk is bright, and how uncertain each pixel is.
 */
record SceneTensors(Scene scene, int step) implements Tensors {

    private static final double NOISE = 0.1;

    @Override
    public String name() {
        return scene.title() + " " + step;
    }

    @Override
    public NDList load(NDManager manager) {
        float[] logits = new float[2 * Scene.PIXELS];
        int[] labels = new int[Scene.PIXELS];
        float[] image = new float[Scene.PIXELS];
        float[] uncertainty = new float[Scene.PIXELS];
        Random random = new Random(0);
        for (int i = 0; i < Scene.PIXELS; i++) {
            float logOdds = scene.logOdds(step, i);
            logits[i] = -logOdds / 2;
            logits[Scene.PIXELS + i] = logOdds / 2;
            labels[i] = scene.labelled(i) ? 1 : 0;
            image[i] = (float) (labels[i] + NOISE * random.nextGaussian());
            uncertainty[i] = deviation(logOdds);
        }
        Shape space = new Shape(1, Scene.SIDE, Scene.SIDE);
        return new NDList(
                named(
                        LOGITS,
                        EngineMemory.create(
                                manager, logits, new Shape(1, 2, Scene.SIDE, Scene.SIDE))),
                named(LABELS, EngineMemory.create(manager, labels, space)),
                named(LevelSetLoss.IMAGE, EngineMemory.create(manager, image, space)),
                named(
                        UncertaintyWeightedLoss.UNCERTAINTY_MAP,
                        EngineMemory.create(manager, uncertainty, space)));
    }

    /** Of draws from the prediction: what a network that samples would find. */
    private static float deviation(float logOdds) {
        double probability = 1 / (1 + Math.exp(-logOdds));
        return (float) Math.sqrt(probability * (1 - probability));
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }
}

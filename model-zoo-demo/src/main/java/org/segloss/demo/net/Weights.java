package org.segloss.demo.net;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.SplittableRandom;
import org.segloss.tensor.EngineMemory;

/**
 * First weights from a seed, drawn in Java: the engines' own generators differ, and curves can be
 * compared only between networks that start alike.
 */
public final class Weights {

    private Weights() {}

    /**
     * Creates the parameters of a network. Convolutions are drawn from the <a
     * href="https://arxiv.org/abs/1502.01852">normal distribution of He et al.</a>, with variance 2
     * over the inputs of a unit; scales are one, shifts and biases zero.
     *
     * @param network a network without weights
     * @param manager the manager, and so the engine and device, that is to hold the weights
     * @param seed the same seed gives the same weights on every engine
     * @throws IllegalStateException if the network has weights already
     */
    public static void seed(UNet network, NDManager manager, long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (Parameter parameter : network.getParameters().values()) {
            if (parameter.getType() == Parameter.Type.WEIGHT) {
                // A stream of its own: a parameter's values depend on its place, not on its elders.
                SplittableRandom random = seeds.split();
                parameter.setInitializer(
                        (target, shape, type) ->
                                EngineMemory.create(target, heNormal(random, shape), shape));
            }
        }
        network.initialize(manager);
    }

    private static float[] heNormal(SplittableRandom random, Shape shape) {
        double deviation = Math.sqrt(2.0 / shape.slice(1).size());
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }
}

package org.segloss.examples;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Random;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/**
 * The same loss object on two engines. Prints the largest difference of any entry of the gradient
 * as a share of the largest entry, below 1e-5.
 */
public final class BothEngines {

    private BothEngines() {}

    /**
     * Compares.
     *
     * @param args not read
     */
    public static void main(String[] args) {
        System.out.println(relativeDifference());
    }

    static float relativeDifference() {
        LossSpec spec = LossSpec.parse("{\"name\": \"tversky\", \"options\": {\"beta\": 0.8}}");
        SegmentationLoss loss = Losses.create(spec);
        float[] one = gradient(loss, "PyTorch");
        float[] other = gradient(loss, "MXNet");
        float difference = 0;
        float largest = 0;
        for (int i = 0; i < one.length; i++) {
            difference = Math.max(difference, Math.abs(one[i] - other[i]));
            largest = Math.max(largest, Math.abs(one[i]));
        }
        return difference / largest;
    }

    private static float[] gradient(SegmentationLoss loss, String engine) {
        Random random = new Random(1);
        int[] labels = random.ints(2 * 64 * 64, 0, 3).toArray();
        float[] logits = new float[3 * labels.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextGaussian();
        }
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine);
                GradientCollector collector = Engine.getEngine(engine).newGradientCollector()) {
            NDArray prediction = manager.create(logits, new Shape(2, 3, 64, 64));
            prediction.setRequiresGradient(true);
            NDArray truth = manager.create(labels, new Shape(2, 64, 64));
            collector.backward(loss.evaluate(new NDList(truth), new NDList(prediction)));
            return prediction.getGradient().toFloatArray();
        }
    }
}

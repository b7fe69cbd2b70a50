package org.segloss.demo.train;

import java.util.List;
import org.segloss.LossSpec;

/**
 * All that decides a training but the data.
 *
 * @param loss the loss
 * @param engine the engine by name
 * @param epochs passes over the training samples, at least 1
 * @param seed what first weights, order and augmentation are drawn from
 * @param depth resolutions of the network
 * @param width channels at the full resolution
 * @param batchSize samples of a step, at least 1
 * @param learningRate the largest learning rate of Adam: it rises to it over the first steps, then
 *     a cosine leads to zero
 * @param metrics what else is measured after each epoch, by the names of {@link
 *     org.segloss.metric.Evaluators}
 */
public record TrainingSpec(
        LossSpec loss,
        String engine,
        int epochs,
        long seed,
        int depth,
        int width,
        int batchSize,
        float learningRate,
        List<String> metrics) {

    /** Passes over the samples where nothing else is asked for. */
    public static final int EPOCHS = 30;

    /** The usual number of resolutions. */
    public static final int DEPTH = 4;

    /** The usual number of channels at the full resolution. */
    public static final int WIDTH = 8;

    /** The usual number of samples of a step. */
    public static final int BATCH_SIZE = 4;

    /** The usual learning rate. */
    public static final float LEARNING_RATE = 5e-3f;

    /** Checks the ranges; the network checks depth and width. */
    public TrainingSpec {
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(batchSize >= 1, "batch size", batchSize, "at least 1");
        require(
                learningRate > 0 && Float.isFinite(learningRate),
                "learning rate",
                learningRate,
                "above 0");
    }

    private static void require(boolean good, String name, Number value, String expected) {
        if (!good) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be " + expected);
        }
    }
}

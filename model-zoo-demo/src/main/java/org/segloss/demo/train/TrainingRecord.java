package org.segloss.demo.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.segloss.demo.net.UNetConfig;

/**
 * What a training has left in its folder, as far as it came and as far as its version of segloss
 * wrote it.
 *
 * @param setup what was run, and where
 * @param curve the numbers of all epochs and steps
 * @param validation the validation samples after the last epoch
 * @param predictions the sheet of an {@link Excerpt} with the predictions
 */
public record TrainingRecord(
        Optional<Setup> setup,
        Optional<Curve> curve,
        Optional<Validation> validation,
        Optional<Path> predictions) {

    /**
     * The file {@code run.json}.
     *
     * @param data the name of the data set
     * @param training how it was trained
     * @param network the size of the network
     * @param environment where
     */
    public record Setup(
            String data, TrainingSpec training, UNetConfig network, Environment environment) {}

    /**
     * The file {@code metrics.json}.
     *
     * @param epochs each epoch
     * @param stepLosses the loss of each step
     */
    public record Curve(List<Epoch> epochs, List<Float> stepLosses) {}
}

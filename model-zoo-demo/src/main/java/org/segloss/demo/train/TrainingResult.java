package org.segloss.demo.train;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.segloss.demo.image.Mask;
import org.segloss.metric.CalibrationError;

/**
 * What a training came to.
 *
 * @param firstLosses the losses of the first steps, before rounding errors of the engines grow
 * @param epochs one entry an epoch
 * @param predictions the classes that the network of the last epoch gives each validation sample
 * @param calibration how its probabilities and its success on the validation samples compare
 */
public record TrainingResult(
        List<Float> firstLosses,
        List<Epoch> epochs,
        List<Mask> predictions,
        List<CalibrationError.Bin> calibration) {

    /**
     * The end of the training.
     *
     * @return the last epoch
     */
    public Epoch last() {
        return epochs.get(epochs.size() - 1);
    }

    /**
     * One number of every epoch.
     *
     * @param value which number
     * @return the numbers in order
     */
    public double[] curve(ToDoubleFunction<Epoch> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }
}

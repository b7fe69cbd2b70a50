package org.segloss.demo.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What one pass over the training samples came to.
 *
 * @param number from 1
 * @param loss the mean training loss over its steps
 * @param dice Dice on the validation samples, see {@link DiceCounts#dice()}
 * @param metrics what else was measured on the validation samples: the average by the name of the
 *     metric, NaN where nothing has a value
 * @param parts the mean of every part of the loss, not weighted; none of a loss that is no sum
 * @param weights the weights of the parts in this epoch; none where their values decide
 * @param seconds what the epoch took, with validation
 */
public record Epoch(
        int number,
        double loss,
        Map<String, Double> dice,
        Map<String, Double> metrics,
        Map<String, Float> parts,
        Map<String, Float> weights,
        double seconds) {

    /**
     * The mean over the classes.
     *
     * @return mean Dice of the foreground
     */
    @JsonProperty
    public double meanDice() {
        return DiceCounts.mean(dice);
    }
}

package org.segloss.demo.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public double meanDice() {
        return DiceCounts.mean(dice);
    }

    /**
     * The numbers for a person.
     *
     * @return one line of text
     */
    public String describe() {
        String shownParts =
                parts.entrySet().stream()
                        .map(e -> part(e.getKey(), e.getValue(), weights.get(e.getKey())))
                        .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "epoch %3d  loss %.4f%s  Dice %.4f%s%s  %.1f s",
                number,
                loss,
                shownParts.isEmpty() ? "" : " =" + shownParts,
                meanDice(),
                named(dice),
                named(metrics),
                seconds);
    }

    private static String named(Map<String, Double> values) {
        return values.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "  %s %.4f", e.getKey(), e.getValue()))
                .collect(Collectors.joining());
    }

    /** A part of a sum, with the weight that it has in this epoch. */
    private static String part(String name, float value, Float weight) {
        String times = weight == null ? "" : String.format(Locale.ROOT, "%.4g x ", weight);
        return String.format(Locale.ROOT, "  %s%s %.4f", times, name, value);
    }
}

package org.segloss.demo.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.segloss.LossSpec;
import org.segloss.Losses;

/**
 * A row of the table: one loss on one set of tensors.
 *
 * @param tensors the name of the tensors
 * @param loss the loss
 * @param engines what each engine gave; the first is the reference
 * @param valueDifference the largest difference of the value from the reference, relative; null
 *     with one engine
 * @param gradientDifference the largest difference of an entry of the gradient, relative to the
 *     reference's largest entry; null with one engine
 * @param refused why the loss does not take these tensors, null if it does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Comparison(
        String tensors,
        LossSpec loss,
        List<EngineResult> engines,
        Double valueDifference,
        Double gradientDifference,
        String refused) {

    /** The largest difference of values that counts as agreement. */
    public static final double VALUE_LIMIT = 1e-5;

    /** The largest difference of gradients that counts as agreement. */
    public static final double GRADIENT_LIMIT = 1e-4;

    /**
     * What one engine gave.
     *
     * @param engine its name
     * @param value the loss
     * @param gradientNorm the Euclidean norm of the gradient with respect to the logits
     * @param milliseconds the median time of a forward and backward pass
     */
    public record EngineResult(
            String engine, float value, double gradientNorm, double milliseconds) {}

    /**
     * Sends the tensors on the benches through a loss.
     *
     * @param tensors the name of the tensors
     * @param spec the loss
     * @param benches the engines, all loaded with the same tensors; the first is the reference
     * @return the row
     */
    public static Comparison of(String tensors, LossSpec spec, List<Bench> benches) {
        List<EngineResult> results = new ArrayList<>();
        Pass reference = null;
        double value = 0;
        double gradient = 0;
        try {
            for (Bench bench : benches) {
                Pass pass = bench.run(Losses.create(spec));
                results.add(
                        new EngineResult(
                                bench.engine(),
                                pass.value(),
                                pass.gradientNorm(),
                                pass.milliseconds()));
                reference = reference == null ? pass : reference;
                value = Math.max(value, reference.valueDifference(pass));
                gradient = Math.max(gradient, reference.gradientDifference(pass));
            }
        } catch (IllegalArgumentException e) {
            return new Comparison(tensors, spec, results, null, null, e.getMessage());
        }
        boolean alone = benches.size() == 1;
        return new Comparison(
                tensors, spec, results, alone ? null : value, alone ? null : gradient, null);
    }

    /**
     * Where the engines do not agree.
     *
     * @return one line for every difference that is too large
     */
    public List<String> disagreements() {
        List<String> lines = new ArrayList<>();
        if (refused != null && !engines.isEmpty()) {
            lines.add(subject() + " is refused, but not by " + engines.get(0).engine());
        }
        check("value", valueDifference, VALUE_LIMIT, lines);
        check("gradient", gradientDifference, GRADIENT_LIMIT, lines);
        return lines;
    }

    private void check(String what, Double difference, double limit, List<String> lines) {
        // Not "greater than": NaN is no agreement.
        if (difference != null && !(difference <= limit)) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%s: the %s differs by %.1e from that of %s, allowed is %.0e",
                            subject(),
                            what,
                            difference,
                            engines.get(0).engine(),
                            limit));
        }
    }

    private String subject() {
        return loss + " on " + tensors;
    }
}

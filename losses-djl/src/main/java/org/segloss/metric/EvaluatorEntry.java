package org.segloss.metric;

import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * A row of the catalogue of evaluators.
 *
 * @param name the name
 * @param summary what it measures, one line
 * @param parameter what a number behind the name means; empty if it takes none
 * @param overAllClasses whether it is about all classes, so that without the background it would be
 *     another measure
 * @param builder makes a builder from the parameter
 */
public record EvaluatorEntry(
        String name,
        String summary,
        Optional<Parameter> parameter,
        boolean overAllClasses,
        DoubleFunction<MaskEvaluator.Builder> builder) {

    /**
     * The number behind a name.
     *
     * @param meaning what it is
     * @param defaultValue what it is without being set; 0 or more
     */
    public record Parameter(String meaning, double defaultValue) {}
}

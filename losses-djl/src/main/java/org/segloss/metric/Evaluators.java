package org.segloss.metric;

import static org.segloss.metric.SurfaceDefinition.ELEMENTS;
import static org.segloss.metric.SurfaceDefinition.VOXELS;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.segloss.metric.EvaluatorEntry.Parameter;

/**
 * Every evaluator of masks by name.
 *
 * <pre>{@code
 * TrainingConfig config = new DefaultTrainingConfig(loss)
 *         .addEvaluator(Evaluators.builder("dice").optIncludeBackground(false).build())
 *         .addEvaluator(Evaluators.builder("surface-dice:2").optSpacing(1.5f, 1, 1).build());
 * }</pre>
 *
 * <p>A number behind the name sets its parameter. {@link CalibrationErrorEvaluator} looks at
 * probabilities and is not among them.
 */
public final class Evaluators {

    private static final String NEAR = "mm that count as near";

    private static final List<EvaluatorEntry> ENTRIES =
            List.of(
                    ratio("dice", "2 TP / (2 TP + FP + FN)", ConfusionCounts::dice),
                    ratio("jaccard", "TP / (TP + FP + FN), IoU", ConfusionCounts::jaccard),
                    ratio("precision", "TP / (TP + FP)", ConfusionCounts::precision),
                    ratio("recall", "TP / (TP + FN), sensitivity", ConfusionCounts::recall),
                    ratio("specificity", "TN / (TN + FP)", ConfusionCounts::specificity),
                    entry(
                            "f-beta",
                            "weighted harmonic mean of precision and recall",
                            new Parameter("beta, the weight of recall", 2),
                            beta -> new CountMeasure(counts -> counts.fBeta(beta)),
                            Average.MACRO),
                    ratio(
                            "volume-similarity",
                            "1 - |FN - FP| / (2 TP + FP + FN)",
                            ConfusionCounts::volumeSimilarity),
                    entry(
                            "pixel-accuracy",
                            "share of the voxels that are right",
                            null,
                            true,
                            none -> new CountMeasure(ConfusionCounts::recall),
                            Average.MICRO),
                    entry(
                            "mean-class-accuracy",
                            "mean over the classes of recall",
                            null,
                            true,
                            none -> new CountMeasure(ConfusionCounts::recall),
                            Average.MACRO),
                    plain("hausdorff", "Hausdorff distance", Measures.hausdorff(VOXELS, 100)),
                    plain("hausdorff95", "its 95th percentile", Measures.hausdorff(VOXELS, 95)),
                    plain(
                            "assd",
                            "average symmetric surface distance",
                            Measures.averageSurfaceDistance(VOXELS)),
                    entry(
                            "surface-dice",
                            "normalised surface Dice",
                            new Parameter(NEAR, 1),
                            tolerance -> Measures.surfaceDice(VOXELS, tolerance),
                            Average.MACRO),
                    plain(
                            "hausdorff-elements",
                            "Hausdorff distance between surface elements",
                            Measures.hausdorff(ELEMENTS, 100)),
                    plain(
                            "hausdorff95-elements",
                            "its 95th percentile by area",
                            Measures.hausdorff(ELEMENTS, 95)),
                    plain(
                            "assd-elements",
                            "average symmetric surface distance by area",
                            Measures.averageSurfaceDistance(ELEMENTS)),
                    entry(
                            "surface-dice-elements",
                            "normalised surface Dice by area",
                            new Parameter(NEAR, 1),
                            tolerance -> Measures.surfaceDice(ELEMENTS, tolerance),
                            Average.MACRO),
                    entry(
                            "boundary-f1",
                            "F1 score of the boundaries",
                            new Parameter("percent of the diagonal that count as near", 0.75),
                            percent -> Measures.boundaryF1OfDiagonal(percent / 100),
                            Average.IMAGE),
                    entry(
                            "trimap-accuracy",
                            "share of the voxels near boundaries that are right",
                            new Parameter(NEAR, 3),
                            true,
                            width -> Measures.trimap(ConfusionCounts::recall, width),
                            Average.MICRO),
                    entry(
                            "trimap-jaccard",
                            "Jaccard index of the voxels near boundaries",
                            new Parameter(NEAR, 3),
                            true,
                            width -> Measures.trimap(ConfusionCounts::jaccard, width),
                            Average.MACRO),
                    plain("cldice", "overlap of the centre lines", Measures.clDice()),
                    plain("betti-error", "difference in topology", Measures.bettiError()));

    private Evaluators() {}

    private static EvaluatorEntry ratio(
            String name, String summary, ToDoubleFunction<ConfusionCounts> ratio) {
        return plain(name, summary, new CountMeasure(ratio));
    }

    private static EvaluatorEntry plain(String name, String summary, Measure measure) {
        return entry(name, summary, null, none -> measure, Average.MACRO);
    }

    private static EvaluatorEntry entry(
            String name,
            String summary,
            Parameter parameter,
            DoubleFunction<Measure> measure,
            Average average) {
        return entry(name, summary, parameter, false, measure, average);
    }

    private static EvaluatorEntry entry(
            String name,
            String summary,
            Parameter parameter,
            boolean overAllClasses,
            DoubleFunction<Measure> measure,
            Average average) {
        return new EvaluatorEntry(
                name,
                summary,
                Optional.ofNullable(parameter),
                overAllClasses,
                value -> MaskEvaluator.builder(name, measure.apply(value)).optAverage(average));
    }

    /**
     * The catalogue.
     *
     * @return every evaluator
     */
    public static List<EvaluatorEntry> all() {
        return ENTRIES;
    }

    /**
     * Finds an evaluator.
     *
     * @param text a name, or a name and its parameter
     * @return its row
     * @throws IllegalArgumentException if the name is unknown
     */
    public static EvaluatorEntry find(String text) {
        String name = parts(text)[0];
        return ENTRIES.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "unknown evaluator '"
                                                + name
                                                + "': known are "
                                                + ENTRIES.stream()
                                                        .map(EvaluatorEntry::name)
                                                        .collect(Collectors.joining(", "))));
    }

    /**
     * Starts to build an evaluator.
     *
     * @param text a name, or a name and its parameter such as {@code surface-dice:2}
     * @return a builder, named as the text
     * @throws IllegalArgumentException if the name is unknown, or the parameter is not allowed
     */
    public static MaskEvaluator.Builder builder(String text) {
        EvaluatorEntry entry = find(text);
        String[] parts = parts(text);
        Optional<Parameter> parameter = entry.parameter();
        if (parts.length == 1) {
            double value = parameter.map(Parameter::defaultValue).orElse(Double.NaN);
            return entry.builder().apply(value);
        }
        if (parameter.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + text + "': " + entry.name() + " takes no number; leave it out");
        }
        return entry.builder()
                .apply(number(text, parts[1], parameter.get().meaning()))
                .optName(text.strip());
    }

    /**
     * Starts to build an evaluator of the foreground: without class 0, but for a measure that is
     * about all classes, such as an accuracy.
     *
     * @param text as for {@link #builder}
     * @return a builder, named as the text
     * @throws IllegalArgumentException if the name is unknown, or the parameter is not allowed
     */
    public static MaskEvaluator.Builder foreground(String text) {
        return builder(text).optIncludeBackground(find(text).overAllClasses());
    }

    private static String[] parts(String text) {
        return text.strip().split(":", 2);
    }

    private static double number(String text, String digits, String meaning) {
        double number = digits.matches("\\d{1,6}(\\.\\d+)?") ? Double.parseDouble(digits) : -1;
        if (number < 0) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "': the number behind the name ("
                            + meaning
                            + ") is one from 0 to 999999, such as 2 or 0.5");
        }
        return number;
    }
}

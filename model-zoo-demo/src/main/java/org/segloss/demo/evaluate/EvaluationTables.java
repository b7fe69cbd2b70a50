package org.segloss.demo.evaluate;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table for each metric: a line for every case, the last one for all of them. */
public final class EvaluationTables {

    private static final String ALL = "all";

    private EvaluationTables() {}

    /**
     * Prints the tables.
     *
     * @param evaluation the scores
     * @param out where to
     */
    public static void print(Evaluation evaluation, PrintWriter out) {
        String label = "%-" + widest(evaluation) + "s";
        for (int i = 0; i < evaluation.all().size(); i++) {
            Score all = evaluation.all().get(i);
            int[] classes = classes(evaluation, i);
            out.printf(label, all.metric());
            for (int c : classes) {
                out.printf("  %10s", c == 0 ? "background" : "class " + c);
            }
            out.printf("  %10s%n", "average");
            for (CaseScores one : evaluation.cases()) {
                out.println(String.format(label, one.name()) + cells(one.scores().get(i), classes));
            }
            out.println(String.format(label, ALL) + cells(all, classes));
            out.println();
        }
        out.flush();
    }

    private static int widest(Evaluation evaluation) {
        return Stream.concat(
                        evaluation.cases().stream().map(CaseScores::name),
                        evaluation.all().stream().map(Score::metric))
                .mapToInt(String::length)
                .max()
                .orElseThrow();
    }

    /** The classes that have a value of a metric anywhere. */
    private static int[] classes(Evaluation evaluation, int metric) {
        return IntStream.range(0, evaluation.all().get(metric).classes().size())
                .filter(
                        c ->
                                evaluation.cases().stream()
                                        .map(one -> one.scores().get(metric).classes().get(c))
                                        .anyMatch(value -> !value.isNaN()))
                .toArray();
    }

    private static String cells(Score score, int... classes) {
        return Arrays.stream(classes)
                        .mapToObj(c -> cell(score.classes().get(c)))
                        .collect(Collectors.joining())
                + cell(score.average());
    }

    private static String cell(double value) {
        String number =
                Double.isInfinite(value) ? "inf" : String.format(Locale.ROOT, "%.4f", value);
        return String.format("  %10s", Double.isNaN(value) ? "-" : number);
    }
}

package org.segloss.demo.evaluate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.segloss.demo.io.AtomicFile;
import org.segloss.demo.io.Csv;
import org.segloss.demo.io.JsonFile;

/** The scores as files for programs; NaN is a class or case without a value. */
public final class EvaluationFiles {

    private EvaluationFiles() {}

    /**
     * Writes everything as JSON; numbers that JSON does not know are the texts NaN and Infinity.
     *
     * @param file where to
     * @param evaluation the scores
     */
    public static void writeJson(Path file, Evaluation evaluation) {
        JsonFile.write(file, evaluation);
    }

    /**
     * Writes a line of comma-separated values for each case and metric, under a head; the name of
     * the last case, which is all of them, is empty.
     *
     * @param file where to
     * @param evaluation the scores
     */
    public static void writeCsv(Path file, Evaluation evaluation) {
        int classes = evaluation.all().get(0).classes().size();
        List<Object> head = new ArrayList<>(List.of("case", "metric", "average"));
        IntStream.range(0, classes).forEach(c -> head.add("class " + c));
        Stream<List<Object>> rows =
                Stream.concat(
                                evaluation.cases().stream(),
                                Stream.of(new CaseScores("", evaluation.all())))
                        .flatMap(one -> one.scores().stream().map(score -> cells(one, score)));
        String text =
                Stream.concat(Stream.of(head), rows).map(Csv::line).collect(Collectors.joining());
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Object> cells(CaseScores one, Score score) {
        List<Object> cells = new ArrayList<>(List.of(one.name(), score.metric(), score.average()));
        cells.addAll(score.classes());
        return cells;
    }
}

package org.segloss.demo.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.segloss.demo.compare.Comparison.EngineResult;
import org.segloss.demo.io.AtomicFile;
import org.segloss.demo.io.Csv;

/** The table as a file for programs. */
public final class ComparisonFiles {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ComparisonFiles() {}

    /**
     * Writes an array of rows as JSON.
     *
     * @param file where to
     * @param rows the rows
     */
    public static void writeJson(Path file, List<Comparison> rows) {
        AtomicFile.write(file, out -> JSON.writeValue(out, rows));
    }

    /**
     * Writes a line of comma-separated values for every row, under a head.
     *
     * @param file where to
     * @param engines the names of the engines
     * @param rows the rows
     */
    public static void writeCsv(Path file, List<String> engines, List<Comparison> rows) {
        Stream<List<?>> lines = rows.stream().map(row -> cells(engines, row));
        String text =
                Stream.concat(Stream.of(head(engines)), lines)
                        .map(Csv::line)
                        .collect(Collectors.joining());
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<?> head(List<String> engines) {
        List<Object> cells = new ArrayList<>(List.of("tensors", "loss"));
        for (String engine : engines) {
            Stream.of(" value", " gradientNorm", " milliseconds")
                    .forEach(column -> cells.add(engine + column));
        }
        cells.addAll(List.of("valueDifference", "gradientDifference", "refused"));
        return cells;
    }

    private static List<?> cells(List<String> engines, Comparison row) {
        List<Object> cells = new ArrayList<>(List.of(row.tensors(), row.loss()));
        for (EngineResult result : row.engines()) {
            cells.addAll(List.of(result.value(), result.gradientNorm(), result.milliseconds()));
        }
        for (int missing = row.engines().size(); missing < engines.size(); missing++) {
            cells.addAll(List.of("", "", ""));
        }
        cells.add(row.valueDifference());
        cells.add(row.gradientDifference());
        cells.add(row.refused());
        return cells;
    }
}

package org.segloss.demo.io;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Comma-separated values. */
public final class Csv {

    private Csv() {}

    /**
     * A line; cells that hold a comma, a quote or a line break are quoted.
     *
     * @param cells the cells, null for an empty one
     * @return the line with its end
     */
    public static String line(List<?> cells) {
        return cells.stream()
                .map(cell -> Objects.toString(cell, ""))
                .map(
                        cell ->
                                cell.matches("[^\",\\r\\n]*")
                                        ? cell
                                        : '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\n"));
    }
}

package org.segloss.demo.compare;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.segloss.demo.compare.Comparison.EngineResult;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Prints rows as they come, 114 columns wide for two engines. */
public final class ComparisonTable {

    private static final int NAME = 16;
    private static final int WIDTH = 114;

    private final PrintWriter out;
    private String tensors;

    /**
     * Prints the head.
     *
     * @param engines the names of the engines
     * @param out where to
     */
    public ComparisonTable(List<String> engines, PrintWriter out) {
        this.out = out;
        StringBuilder head = new StringBuilder(pad("loss"));
        for (String engine : engines) {
            head.append("%16s%12s%9s".formatted(engine + " value", "|gradient|", "ms"));
        }
        out.printf("%s%12s%12s%n", head, "d value", "d gradient");
    }

    /**
     * Prints a row, under the name of its tensors where that is another than before.
     *
     * @param row the row
     */
    public void print(Comparison row) {
        if (!row.tensors().equals(tensors)) {
            tensors = row.tensors();
            out.println(tensors);
        }
        String name = row.loss().toString();
        if (row.refused() != null) {
            out.print(wrapped(name + ": refused: " + row.refused()));
        } else {
            boolean fits = name.length() < NAME;
            if (!fits) {
                out.print(wrapped(name));
            }
            StringBuilder line = new StringBuilder(pad(fits ? name : ""));
            for (EngineResult result : row.engines()) {
                line.append(
                        String.format(
                                Locale.ROOT,
                                "%16.7g%12.4g%9.2f",
                                result.value(),
                                result.gradientNorm(),
                                result.milliseconds()));
            }
            out.printf(
                    "%s%12s%12s%n",
                    line, shown(row.valueDifference()), shown(row.gradientDifference()));
        }
        out.flush();
    }

    private static String pad(String name) {
        return String.format("%-" + NAME + "s", name);
    }

    private static String shown(Double difference) {
        return difference == null ? "-" : String.format(Locale.ROOT, "%.1e", difference);
    }

    private static String wrapped(String text) {
        TextTable table =
                TextTable.forColumns(
                        Help.defaultColorScheme(Help.Ansi.OFF),
                        new Column(WIDTH, 0, Overflow.WRAP));
        table.indentWrappedLines = 4;
        table.addRowValues(text);
        return table.toString();
    }
}

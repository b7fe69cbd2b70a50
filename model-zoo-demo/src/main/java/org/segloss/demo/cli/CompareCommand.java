package org.segloss.demo.cli;

import ai.djl.ndarray.types.Shape;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.segloss.LossEntry.OptionEntry;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.demo.compare.ArchivedTensors;
import org.segloss.demo.compare.Bench;
import org.segloss.demo.compare.Comparison;
import org.segloss.demo.compare.ComparisonFiles;
import org.segloss.demo.compare.ComparisonTable;
import org.segloss.demo.compare.SeededTensors;
import org.segloss.demo.compare.Tensors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends the same tensors through losses on every engine and shows where these differ. */
@Command(
        name = "compare",
        description = {
            "Sends the same tensors through losses on every engine.",
            "For each loss: its value, the length of its gradient with respect to the logits and the"
                    + " time of both on each engine; how far values (relative) and gradients (relative"
                    + " to the largest entry) are apart. Fails if that is more than 1e-5 and 1e-4."
        },
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {

    @Option(
            names = "--loss",
            description = "a loss: its name, JSON, or a JSON file; once for each (default: all)")
    private List<LossSpec> losses =
            Losses.all().stream()
                    .filter(loss -> loss.options().stream().noneMatch(OptionEntry::required))
                    .map(loss -> new LossSpec(loss.name()))
                    .toList();

    @Option(
            names = "--engine",
            description = "an engine; once for each, the first is the reference (default: all)")
    private List<String> engines = List.of();

    @ArgGroup private Source source = new Source();

    @Option(names = "--repetitions", description = "timed passes (default: ${DEFAULT-VALUE})")
    private int repetitions = 5;

    @Option(names = "--json", description = "also write the table to this file, as JSON")
    private Path json;

    @Option(names = "--csv", description = "also write the table to this file, as CSV")
    private Path csv;

    @Option(names = "--force", description = "replace files that exist")
    private boolean force;

    @Spec private CommandSpec spec;

    /** Where the tensors come from. */
    private static final class Source {

        @ArgGroup(exclusive = false)
        private Seeded seeded = new Seeded();

        @Option(
                names = "--golden",
                description = "instead: every .npz file below this folder with logits and labels")
        private Path golden;

        List<? extends Tensors> tensors() {
            return golden == null
                    ? List.of(new SeededTensors(seeded.shape, seeded.seed))
                    : ArchivedTensors.below(golden);
        }
    }

    /** Tensors made of random numbers. */
    private static final class Seeded {

        @Option(names = "--seed", description = "seed of random tensors (default: 0)")
        private long seed;

        @Option(
                names = "--shape",
                converter = ShapeArgument.class,
                description = "images x channels x space (default: 2x4x64x64)")
        private Shape shape = new Shape(2, 4, 64, 64);
    }

    @Override
    public Integer call() {
        checkArguments();
        List<? extends Tensors> inputs = source.tensors();
        List<String> names = Engines.choose(engines);
        List<Comparison> rows = compare(inputs, names);
        if (json != null) {
            ComparisonFiles.writeJson(json, rows);
        }
        if (csv != null) {
            ComparisonFiles.writeCsv(csv, names, rows);
        }
        return judge(rows, names);
    }

    private void checkArguments() {
        if (repetitions < 1) {
            throw new IllegalArgumentException(
                    "--repetitions " + repetitions + ": time 1 pass or more");
        }
        Stream.of(json, csv)
                .filter(file -> file != null && Files.exists(file) && !force)
                .findFirst()
                .ifPresent(
                        file -> {
                            throw new IllegalArgumentException(
                                    file + " exists: give another name, or --force to replace it");
                        });
    }

    private List<Comparison> compare(List<? extends Tensors> inputs, List<String> names) {
        List<Comparison> rows = new ArrayList<>();
        List<Bench> benches = names.stream().map(name -> new Bench(name, repetitions)).toList();
        try {
            ComparisonTable table = new ComparisonTable(names, spec.commandLine().getOut());
            for (Tensors tensors : inputs) {
                benches.forEach(bench -> bench.load(tensors));
                for (LossSpec loss : losses) {
                    Comparison row = Comparison.of(tensors.name(), loss, benches);
                    table.print(row);
                    rows.add(row);
                }
            }
        } finally {
            benches.forEach(Bench::close);
        }
        return rows;
    }

    private int judge(List<Comparison> rows, List<String> names) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        long refused = rows.stream().filter(row -> row.refused() != null).count();
        out.printf("%d compared, %d refused", rows.size() - refused, refused);
        if (names.size() == 1) {
            out.printf("; there is nothing to compare with: %s is alone%n", names.get(0));
        } else {
            out.printf(" on %s%n", String.join(" and ", names));
        }
        out.flush();
        List<String> disagreements =
                rows.stream().flatMap(row -> row.disagreements().stream()).toList();
        disagreements.forEach(line -> err.println("segloss: " + line));
        err.flush();
        return disagreements.isEmpty() ? 0 : 1;
    }
}

package org.segloss.demo.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.segloss.LossSpec;
import org.segloss.demo.io.AtomicFile;
import org.segloss.demo.io.Csv;
import org.segloss.demo.io.JsonFile;
import org.segloss.demo.train.Epoch;

/**
 * What the runs of an experiment came to: {@code summary.csv} with a line a run, {@code
 * summary.json} with the runs and with mean and standard deviation over the seeds.
 */
final class Summary {

    private static final String CSV = "summary.csv";
    private static final String JSON = "summary.json";
    private static final String MEAN_DICE = "mean dice";
    private static final String CELL = "  %18s";

    private final Path out;
    private final List<Row> rows;

    private Summary(Path out, List<Row> rows) {
        this.out = out;
        this.rows = rows;
    }

    /**
     * Collects what has ended.
     *
     * @param runs the runs of the experiment
     * @param out its folder
     * @return a row for each run that has a result
     */
    static Summary of(List<Run> runs, Path out) {
        List<Row> rows = new ArrayList<>();
        for (Run run : runs) {
            new RunFiles(run, out).result().ifPresent(result -> rows.add(Row.of(run, out, result)));
        }
        return new Summary(out, rows);
    }

    /** A run as {@code summary.json} shows it. */
    record Row(
            String label,
            LossSpec loss,
            String engine,
            long seed,
            String folder,
            RunResult result) {

        static Row of(Run run, Path out, RunResult result) {
            return new Row(
                    run.label(),
                    run.training().loss(),
                    run.training().engine(),
                    run.training().seed(),
                    out.relativize(run.folder(out)).toString().replace('\\', '/'),
                    result);
        }
    }

    /** A loss on an engine over its seeds: the numbers of the runs that are done, by name. */
    record Group(
            String label,
            String engine,
            int done,
            int failed,
            Map<String, Spread> last,
            Map<String, Spread> best,
            Spread seconds) {

        static Group of(List<Row> rows) {
            List<RunResult> done =
                    rows.stream().map(Row::result).filter(r -> !r.hasFailed()).toList();
            return new Group(
                    rows.get(0).label(),
                    rows.get(0).engine(),
                    done.size(),
                    rows.size() - done.size(),
                    spreads(done.stream().map(RunResult::last).toList()),
                    spreads(done.stream().map(RunResult::best).toList()),
                    Spread.of(done.stream().map(RunResult::seconds).toList()));
        }

        private static Map<String, Spread> spreads(List<Epoch> epochs) {
            Map<String, List<Double>> values = new LinkedHashMap<>();
            for (Epoch epoch : epochs) {
                numbers(epoch)
                        .forEach(
                                (name, number) ->
                                        values.computeIfAbsent(name, n -> new ArrayList<>())
                                                .add(number));
            }
            Map<String, Spread> spreads = new LinkedHashMap<>();
            values.forEach((name, numbers) -> spreads.put(name, Spread.of(numbers)));
            return spreads;
        }
    }

    /**
     * The numbers of an epoch that runs are compared by, under the names of {@code metrics.csv}.
     */
    private static Map<String, Double> numbers(Epoch epoch) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("loss", epoch.loss());
        numbers.put(MEAN_DICE, epoch.meanDice());
        epoch.dice().forEach((name, dice) -> numbers.put("dice " + name, dice));
        numbers.putAll(epoch.metrics());
        return numbers;
    }

    /** Writes both files anew. */
    void write() {
        AtomicFile.write(
                out.resolve(CSV), file -> file.write(csv().getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("runs", rows);
        json.put("groups", groups());
        JsonFile.write(out.resolve(JSON), json);
    }

    long failures() {
        return rows.stream().filter(row -> row.result().hasFailed()).count();
    }

    private List<Group> groups() {
        Map<List<String>, List<Row>> groups =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> List.of(row.label(), row.engine()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return groups.values().stream().map(Group::of).toList();
    }

    private String csv() {
        // A run that saw no voxel of a class has no Dice of it.
        Set<String> names = new LinkedHashSet<>();
        rows.stream()
                .filter(row -> !row.result().hasFailed())
                .forEach(row -> names.addAll(numbers(row.result().last()).keySet()));
        List<String> header = new ArrayList<>(List.of("label", "engine", "seed", "status"));
        header.addAll(List.of("reason", "folder", "seconds"));
        for (String epoch : List.of("last", "best")) {
            header.add(epoch + " epoch");
            names.forEach(name -> header.add(epoch + " " + name));
        }
        return Csv.line(header)
                + rows.stream()
                        .map(row -> Csv.line(cells(row, names)))
                        .collect(Collectors.joining());
    }

    private static List<Object> cells(Row row, Set<String> names) {
        RunResult result = row.result();
        List<Object> cells = new ArrayList<>(List.of(row.label(), row.engine(), row.seed()));
        cells.add(result.status().name().toLowerCase(Locale.ROOT));
        cells.add(result.reason());
        cells.add(row.folder());
        cells.add(result.seconds());
        for (Epoch epoch : Arrays.asList(result.last(), result.best())) {
            cells.add(epoch == null ? null : epoch.number());
            Map<String, Double> numbers = epoch == null ? Map.of() : numbers(epoch);
            names.forEach(name -> cells.add(numbers.get(name)));
        }
        return cells;
    }

    /**
     * A line for each loss on each engine: mean and standard deviation over the seeds, after the
     * last epoch.
     */
    String table() {
        List<Group> groups = groups();
        Set<String> columns = new LinkedHashSet<>(List.of(MEAN_DICE));
        groups.forEach(group -> columns.addAll(group.last().keySet()));
        columns.remove("loss");
        int wide = groups.stream().mapToInt(g -> g.label().length()).max().orElse(0);
        String left = "%-" + Math.max(wide, 4) + "s  %-8s  %4s  %6s";
        StringBuilder table = new StringBuilder();
        table.append(String.format(Locale.ROOT, left, "loss", "engine", "done", "failed"));
        columns.forEach(name -> table.append(String.format(Locale.ROOT, CELL, name)));
        table.append(String.format(Locale.ROOT, CELL + "%n", "seconds"));
        for (Group g : groups) {
            table.append(
                    String.format(Locale.ROOT, left, g.label(), g.engine(), g.done(), g.failed()));
            for (String name : columns) {
                Spread spread = g.last().get(name);
                table.append(
                        String.format(Locale.ROOT, CELL, spread == null ? "-" : spread.shown()));
            }
            table.append(String.format(Locale.ROOT, CELL + "%n", g.seconds().shown()));
        }
        return table.toString();
    }
}

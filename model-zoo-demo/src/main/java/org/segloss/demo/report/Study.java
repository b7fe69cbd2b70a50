package org.segloss.demo.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.segloss.demo.experiment.RecordedRun;
import org.segloss.demo.experiment.Run;

/**
 * An experiment as its folder tells it.
 *
 * @param folder the folder
 * @param recorded all runs that have begun
 * @param done those that came to their end
 * @param labels the losses of these, that with the highest mean Dice first
 */
record Study(Path folder, List<RecordedRun> recorded, List<Trained> done, List<String> labels) {

    /**
     * Reads a folder.
     *
     * @param folder the folder of an experiment
     * @throws IllegalArgumentException if there is no run that came to its end, or a file is
     *     damaged
     */
    static Study read(Path folder) {
        List<RecordedRun> recorded = RecordedRun.below(folder);
        List<Trained> done =
                recorded.stream()
                        .filter(r -> r.result().filter(result -> !result.hasFailed()).isPresent())
                        .map(Trained::of)
                        .sorted(
                                Comparator.comparing(Trained::label)
                                        .thenComparing(Trained::engine)
                                        .thenComparing(Trained::seed))
                        .toList();
        if (done.isEmpty()) {
            throw new IllegalArgumentException(
                    "no run in "
                            + folder
                            + " has come to its end: start the experiment again with the same --out,"
                            + " with --retry-failed where runs have failed");
        }
        return new Study(folder, recorded, done, ranked(done));
    }

    private static List<String> ranked(List<Trained> done) {
        Map<String, List<Trained>> byLabel =
                done.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Trained::label, TreeMap::new, Collectors.toList()));
        Map<String, Double> dice = new HashMap<>();
        byLabel.forEach((label, runs) -> dice.put(label, Estimate.of(runs, Trained::dice).mean()));
        return byLabel.keySet().stream()
                .sorted(Comparator.comparing((String label) -> -dice.get(label)))
                .toList();
    }

    List<String> engines() {
        return done.stream().map(Trained::engine).distinct().sorted().toList();
    }

    List<Trained> of(String label) {
        return done.stream().filter(run -> run.label().equals(label)).toList();
    }

    List<Trained> of(String label, String engine) {
        return of(label).stream().filter(run -> run.engine().equals(engine)).toList();
    }

    /** The classes that have a Dice, in their order. */
    List<String> classes() {
        return done.stream()
                .flatMap(run -> run.result().last().dice().keySet().stream())
                .distinct()
                .toList();
    }

    /** What was measured besides Dice. */
    List<String> metrics() {
        return done.stream()
                .flatMap(run -> run.result().last().metrics().keySet().stream())
                .distinct()
                .toList();
    }

    /**
     * The runs that losses, engines and seeds of the others let expect, but that have no result.
     */
    List<String> missing() {
        List<Run> runs = recorded.stream().map(RecordedRun::run).toList();
        List<String> ended =
                recorded.stream()
                        .filter(r -> r.result().isPresent())
                        .map(r -> r.run().title())
                        .toList();
        List<String> missing = new ArrayList<>();
        for (String label : distinct(runs, Run::label)) {
            for (String engine : distinct(runs, run -> run.training().engine())) {
                for (long seed : distinct(runs, run -> run.training().seed())) {
                    missing.add(Run.title(label, engine, seed));
                }
            }
        }
        missing.removeAll(ended);
        return missing;
    }

    private static <T> List<T> distinct(List<Run> runs, Function<Run, T> part) {
        return runs.stream().map(part).distinct().sorted().toList();
    }
}

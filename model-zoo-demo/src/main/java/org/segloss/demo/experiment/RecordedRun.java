package org.segloss.demo.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run as its folder tells it.
 *
 * @param run what was asked for
 * @param folder where
 * @param result what it came to; nothing where it has not ended
 */
public record RecordedRun(Run run, Path folder, Optional<RunResult> result) {

    /**
     * All runs that have begun.
     *
     * @param out the folder of an experiment
     * @return its runs in the order of their folders
     * @throws IllegalArgumentException if there is none, or a file is damaged
     */
    public static List<RecordedRun> below(Path out) {
        List<RecordedRun> runs = new ArrayList<>();
        for (Path folder : folders(out)) {
            RunFiles.specification(folder)
                    .map(run -> new RecordedRun(run, folder, new RunFiles(run, out).result()))
                    .ifPresent(runs::add);
        }
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(
                    out
                            + " holds no run of an experiment: give the folder that was the --out of"
                            + " \"segloss experiment\"");
        }
        return runs;
    }

    private static List<Path> folders(Path out) {
        Path runs = out.resolve(Run.FOLDER);
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(runs)) {
            return files.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(runs + " cannot be read: " + e, e);
        }
    }
}

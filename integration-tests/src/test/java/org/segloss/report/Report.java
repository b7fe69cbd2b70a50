package org.segloss.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.segloss.train.Outcome.segloss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.segloss.train.Outcome;

/** A tiny experiment with its report, made once for all tests. */
final class Report {

    private static final String TINY =
            """
            data: {name: silhouettes, size: 16}
            network: {depth: 2, width: 2}
            losses: [dice-ce, {label: other, name: cross-entropy}]
            seeds: [1, 2]
            epochs: 2
            batchSize: 16
            metrics: [jaccard]
            """;

    private static Path folder;

    private Report() {}

    /** The folder of the experiment, to be read alone. */
    static synchronized Path folder() throws IOException {
        if (folder == null) {
            Path made = Files.createDirectories(Path.of("target", "report")).toAbsolutePath();
            delete(made);
            Path file = Files.writeString(made.resolveSibling("report.yaml"), TINY);
            // The pictures are small: threads would wait for each other longer than they work.
            System.getProperties().putIfAbsent("ai.djl.pytorch.num_threads", "1");
            succeed(segloss("experiment", file, "--out", made));
            succeed(segloss("report", made));
            folder = made;
        }
        return folder;
    }

    /** A copy that a test may damage. */
    static Path copyTo(Path target) throws IOException {
        Path from = folder();
        for (Path file : walk(from)) {
            Path to = target.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(to);
            } else {
                Files.copy(file, to);
            }
        }
        return target;
    }

    private static void succeed(Outcome outcome) {
        assertEquals(0, outcome.status(), outcome.err());
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : walk(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }

    private static List<Path> walk(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        }
    }
}

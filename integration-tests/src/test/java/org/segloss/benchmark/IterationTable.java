package org.segloss.benchmark;

import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/** What a step of soft clDice takes in memory and time, against the number of its iterations. */
final class IterationTable {

    private static final String SHAPE = "1x4x256x256";

    private IterationTable() {}

    /** Measures, and writes a table of Markdown. */
    static String of(List<String> engines) {
        String heads =
                engines.stream().map("%1$s, MB | ms | "::formatted).collect(Collectors.joining());
        return "### `soft-cldice`, %s%n%n| iterations | %s%n| ---: | %s%n%s"
                .formatted(
                        SHAPE,
                        heads.strip(),
                        "---: | ---: | ".repeat(engines.size()).strip(),
                        IntStream.of(3, 10, 25, 50)
                                .mapToObj(iterations -> row(iterations, engines))
                                .collect(Collectors.joining()));
    }

    private static String row(int iterations, List<String> engines) {
        SegmentationLoss loss =
                Losses.create(new LossSpec("soft-cldice", Map.of("iterations", iterations)));
        Form form = (labels, logits) -> loss.evaluate(labels, new NDList(logits));
        return "| %d |%s%n"
                .formatted(
                        iterations,
                        engines.stream()
                                .map(engine -> cells(engine, form))
                                .collect(Collectors.joining()));
    }

    private static String cells(String engine, Form form) {
        try (Batch batch = new Batch(engine, Waves.of(SHAPE), Set.of())) {
            long bytes = PeakMemory.of(() -> batch.step(form));
            return " %s | %s |"
                    .formatted(
                            bytes < 0 ? "" : Digits.three(bytes / 1e6),
                            Digits.three(batch.time(form) / 1e6));
        }
    }
}

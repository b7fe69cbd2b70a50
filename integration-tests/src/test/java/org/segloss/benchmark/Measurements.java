package org.segloss.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What was measured, by who runs a form, its name and the shape of the logits. */
final class Measurements {

    /** Who runs the textbook forms in Python, beside the engines. */
    static final String PYTHON = "Python";

    private final Map<Key, Step> steps = new HashMap<>();
    private final Set<String> shapes = new TreeSet<>();

    /** A step forward and backward; calls and bytes are -1 where they are not known. */
    record Step(double milliseconds, double calls, double bytes) {}

    private record Key(String runner, String form, String shape) {}

    /**
     * Reads what there is.
     *
     * @param benchmarks the results of {@link LossBenchmark} as JMH writes them
     * @param textbook the results of {@code textbook.py}; left out where there is no such file
     */
    static Measurements read(Path benchmarks, Path textbook) throws IOException {
        Measurements all = new Measurements();
        ObjectMapper mapper = new ObjectMapper();
        for (JsonNode run : mapper.readTree(benchmarks.toFile())) {
            JsonNode at = run.path("params");
            if (at.path("pass").asText().equals(LossBenchmark.Pass.FORWARD_BACKWARD.name())) {
                JsonNode more = run.path("secondaryMetrics");
                all.add(
                        at.path("engine").asText(),
                        at.path("loss").asText(),
                        at.path("shape").asText(),
                        new Step(
                                run.at("/primaryMetric/scorePercentiles/50.0").asDouble(),
                                more.path(StepProfiler.CALLS).path("score").asDouble(-1),
                                more.path(StepProfiler.PEAK).path("score").asDouble(-1)));
            }
        }
        if (Files.exists(textbook)) {
            for (JsonNode run : mapper.readTree(textbook.toFile()).path("results")) {
                if (run.has("step_ms")) {
                    all.add(
                            PYTHON,
                            run.path("loss").asText(),
                            run.path("shape").asText(),
                            new Step(
                                    run.path("step_ms").asDouble(),
                                    -1,
                                    run.path("peak_bytes").asDouble(-1)));
                }
            }
        }
        return all;
    }

    private void add(String runner, String form, String shape, Step step) {
        steps.put(new Key(runner, form, shape), step);
        shapes.add(shape);
    }

    /** The shapes that anything was measured on. */
    Set<String> shapes() {
        return shapes;
    }

    /** A step, if it was measured. */
    Optional<Step> of(String runner, String form, String shape) {
        return Optional.ofNullable(steps.get(new Key(runner, form, shape)));
    }

    /** The time of a step, if it was measured. */
    Optional<Double> time(String runner, String form, String shape) {
        return of(runner, form, shape).map(Step::milliseconds);
    }

    /** The memory of a step, if it is known. */
    Optional<Double> bytes(String runner, String form, String shape) {
        return of(runner, form, shape).map(Step::bytes).filter(bytes -> bytes >= 0);
    }
}

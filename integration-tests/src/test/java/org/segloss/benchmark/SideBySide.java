package org.segloss.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * Measures loss by loss, each in Python and right after on both engines: on a machine whose speed
 * drifts, only what was measured within the same seconds can be compared. The command stands in
 * {@code docs/PERFORMANCE.md}.
 */
public final class SideBySide {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String python;
    private final String shape;
    private final String threads;
    private final Path folder;

    private SideBySide(String python, String shape, String threads, Path folder) {
        this.python = python;
        this.shape = shape;
        this.threads = threads;
        this.folder = folder;
    }

    /**
     * Writes {@code benchmarks.json} and {@code textbook.json}.
     *
     * @param arguments the Python, the shape, the number of threads, the folder, and losses if not
     *     all are wanted
     * @throws IOException if a file cannot be written
     * @throws InterruptedException if it is interrupted
     * @throws CommandLineOptionException if JMH does not know an option
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String... arguments)
            throws IOException, InterruptedException, CommandLineOptionException, RunnerException {
        SideBySide run =
                new SideBySide(arguments[0], arguments[1], arguments[2], Path.of(arguments[3]));
        List<String> losses = List.of(arguments).subList(4, arguments.length);
        run.all(losses.isEmpty() ? Forms.usual() : losses);
    }

    private void all(List<String> forms)
            throws IOException, InterruptedException, CommandLineOptionException, RunnerException {
        ArrayNode benchmarks = MAPPER.createArrayNode();
        ObjectNode textbook = MAPPER.createObjectNode();
        ArrayNode results = textbook.putArray("results");
        // Not counted: the first loss would be measured while the compiler is at work.
        inJava("unified-focal");
        for (String form : forms) {
            if (Forms.losses().contains(form)) {
                results.addAll((ArrayNode) inPython(form).path("results"));
            }
            benchmarks.addAll((ArrayNode) inJava(form));
            Files.writeString(folder.resolve("benchmarks.json"), benchmarks.toString());
            Files.writeString(folder.resolve("textbook.json"), textbook.toString());
        }
    }

    private JsonNode inPython(String loss) throws IOException, InterruptedException {
        Path file = folder.resolve("textbook-one.json");
        List<String> command = new ArrayList<>();
        command.addAll(List.of(python, "src/benchmark/python/textbook.py", "--loss", loss));
        command.addAll(List.of("--shape", shape, "--threads", threads));
        command.addAll(List.of("--output", file.toString()));
        ProcessBuilder process = new ProcessBuilder(command).inheritIO();
        // Ours alone want the engines' threads to sleep soon; Python is faster where they spin.
        process.environment().keySet().removeAll(Set.of("GOMP_SPINCOUNT", "OMP_WAIT_POLICY"));
        Files.deleteIfExists(file);
        process.start().waitFor();
        return Files.exists(file) ? MAPPER.readTree(file.toFile()) : none();
    }

    /** Of losses that have no form in Python. */
    private static JsonNode none() {
        ObjectNode none = MAPPER.createObjectNode();
        none.putArray("results");
        return none;
    }

    private JsonNode inJava(String form)
            throws IOException, CommandLineOptionException, RunnerException {
        Path file = folder.resolve("benchmarks-one.json");
        Benchmarks.main(
                "LossBenchmark",
                "-f",
                "0",
                "-p",
                "shape=" + shape,
                "-p",
                "loss=" + form,
                "-rf",
                "json",
                "-rff",
                file.toString());
        return MAPPER.readTree(file.toFile());
    }
}

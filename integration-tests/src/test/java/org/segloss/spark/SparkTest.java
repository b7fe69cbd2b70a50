package org.segloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.segloss.experiment.ExperimentFolder.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.demo.cli.Engines;
import org.segloss.experiment.ExperimentFolder;
import org.segloss.train.SeglossProcess;

/**
 * {@code segloss experiment --spark}, in processes of their own, whose numbers are those of the
 * same experiment without Spark, whatever is killed on the way.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SparkTest {

    private static final String TINY =
            """
            data: {name: silhouettes, size: 16}
            network: {depth: 2, width: 2}
            losses: [dice-ce, cross-entropy]
            seeds: [1, 2]
            epochs: 2
            batchSize: 16
            """;

    // An executor takes no less.
    private static final String MEMORY = "512";

    @TempDir private static Path shared;
    @TempDir private Path folder;

    private static Path file;
    private static ExperimentFolder ordinary;

    /** Where Spark is not among the classes at all. */
    @BeforeAll
    static void runWithoutSpark() throws Exception {
        file = Files.writeString(shared.resolve("tiny.yaml"), TINY);
        ordinary = new ExperimentFolder(shared.resolve("ordinary"));
        Path log = shared.resolve("ordinary.log");
        Process process = start(withoutSpark(), log, ordinary.path());
        assertEquals(0, process.waitFor(), () -> read(log));
        assertEquals(4 * Engines.present().size(), ordinary.numbers().size());
    }

    @Test
    void withoutSparkTheMessageSaysHowToGetIt() throws Exception {
        Path log = folder.resolve("log");
        Process process = start(withoutSpark(), log, folder.resolve("out"), "--spark", "local[2]");
        assertEquals(1, process.waitFor());
        assertTrue(read(log).startsWith("segloss: --spark needs Apache Spark"), read(log));
        assertTrue(read(log).contains("spark-submit, or put Spark beside it"), read(log));
    }

    @Test
    void aDriverThatIsKilledLosesNoFinishedRun() throws Exception {
        ExperimentFolder out = new ExperimentFolder(folder.resolve("out"));
        Path log = folder.resolve("log");
        Process driver = start(withSpark(), log, out.path(), "--spark", "local[2]");
        try {
            while (out.count("result.json") < 2) {
                assertTrue(driver.isAlive(), () -> read(log));
                Thread.sleep(5);
            }
        } finally {
            driver.destroyForcibly().waitFor();
        }
        Map<Path, FileTime> kept = out.results();
        assertTrue(kept.size() < ordinary.numbers().size(), "all runs had ended");

        // As spark-submit says it.
        List<String> java = new ArrayList<>(withSpark());
        java.add("-Dspark.master=local[2]");
        Process again = start(java, log, out.path(), "--spark");
        assertEquals(0, again.waitFor(), () -> read(log));
        assertEquals(kept.size(), read(log).lines().filter(l -> l.endsWith("kept")).count());
        assertSameAsOrdinary(out, kept);
    }

    @Test
    void anExecutorThatIsKilledLosesNoFinishedRun() throws Exception {
        ExperimentFolder out = new ExperimentFolder(folder.resolve("out"));
        ExperimentFolder executors = new ExperimentFolder(folder.resolve("executors"));
        Files.createDirectories(executors.path());
        // Spark looks for the classes of an executor here, and finds those of this test elsewhere.
        Files.createDirectories(folder.resolve("home/jars"));
        List<String> java = new ArrayList<>(withSpark());
        java.add("-Dspark.executor.extraClassPath=" + System.getProperty("java.class.path"));
        java.add("-Dspark.executor.memory=" + MEMORY + "m");
        java.add("-Dspark.executor.extraJavaOptions=-Djava.io.tmpdir=" + executors.path());
        Path log = folder.resolve("log");
        Process driver =
                start(java, log, out.path(), "--spark", "local-cluster[2,1," + MEMORY + "]");
        Map<Path, FileTime> kept;
        try {
            // Both are in the middle of a run, so that whichever is killed leaves one half done.
            while (out.count("result.json") == 0
                    || executors.count("specification.json") < 2
                    || executors.count("result.json") > 0) {
                assertTrue(driver.isAlive(), () -> read(log));
                Thread.sleep(1);
            }
            executor(driver).destroyForcibly();
            kept = out.results();
            assertEquals(0, driver.waitFor(), () -> read(log));
        } finally {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroyForcibly().waitFor();
        }
        assertTrue(read(log).contains("ExecutorLostFailure"), () -> read(log));
        assertSameAsOrdinary(out, kept);
    }

    private static ProcessHandle executor(Process driver) {
        return driver.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertSameAsOrdinary(ExperimentFolder out, Map<Path, FileTime> kept)
            throws IOException {
        Map<Path, FileTime> results = out.results();
        kept.forEach((result, time) -> assertEquals(time, results.get(result)));
        assertEquals(ordinary.numbers(), out.numbers());
        assertEquals(names(ordinary), names(out));
        assertEquals(summary(ordinary), summary(out));
        for (Path specification : ordinary.files("specification.json")) {
            Path same = out.path().resolve(ordinary.path().relativize(specification));
            assertEquals(read(specification), read(same));
        }
    }

    private static List<Path> names(ExperimentFolder experiment) throws IOException {
        return experiment.files("").stream().map(experiment.path()::relativize).toList();
    }

    private static JsonNode summary(ExperimentFolder experiment) throws IOException {
        JsonNode summary = json(experiment.path().resolve("summary.json"));
        summary.findParents("seconds").forEach(node -> ((ObjectNode) node).remove("seconds"));
        return summary;
    }

    private static List<String> withoutSpark() {
        String classes = System.getProperty("java.class.path");
        List<String> others =
                Arrays.stream(classes.split(File.pathSeparator))
                        .filter(entry -> !entry.matches(".*[/\\\\](spark|scala)-[^/\\\\]*\\.jar"))
                        .toList();
        return List.of("-Xmx512m", "-classpath", String.join(File.pathSeparator, others));
    }

    private static List<String> withSpark() {
        List<String> java = new ArrayList<>(List.of("-Xmx512m"));
        java.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        return java;
    }

    private static Process start(List<String> java, Path log, Path out, String... spark)
            throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("experiment", file, "--out", out));
        arguments.addAll(List.of(spark));
        List<String> options = new ArrayList<>(java);
        // What a process that is killed cannot clear away.
        options.add("-Djava.io.tmpdir=" + log.getParent());
        ProcessBuilder process = SeglossProcess.of(options, log, arguments.toArray());
        process.environment().put("SPARK_HOME", log.resolveSibling("home").toString());
        process.environment().put("SPARK_SCALA_VERSION", "2.13");
        process.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        // Several processes share the processors.
        process.environment().put("OMP_NUM_THREADS", "1");
        return process.start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

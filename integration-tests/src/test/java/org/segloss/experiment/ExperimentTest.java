package org.segloss.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.segloss.experiment.ExperimentFolder.json;
import static org.segloss.train.Outcome.segloss;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.demo.cli.Engines;
import org.segloss.train.Outcome;
import org.segloss.train.SeglossProcess;

/** {@code segloss experiment} from its first run to its last, with a kill in between. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ExperimentTest {

    private static final String TINY =
            """
            data: {name: silhouettes, size: 16}
            network: {depth: 2, width: 2}
            losses: [dice-ce, cross-entropy]
            seeds: [2]
            epochs: 2
            batchSize: 16
            metrics: [jaccard]
            """;

    @TempDir private static Path shared;
    @TempDir private Path folder;

    private static Path file;
    private static Path finished;

    @BeforeAll
    static void runATinyExperiment() throws IOException {
        file = Files.writeString(shared.resolve("tiny.yaml"), TINY);
        finished = shared.resolve("finished");
        Outcome outcome = segloss("experiment", file, "--out", finished);
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(runs(), outcome.out().lines().filter(l -> l.contains("seed 2")).count());
    }

    private static int runs() {
        return 2 * Engines.present().size();
    }

    @Test
    void everyRunLeavesWhatItWasWhereItRanAndWhatItCameTo() throws IOException {
        for (String loss : List.of("dice-ce", "cross-entropy")) {
            for (String engine : Engines.present()) {
                Path run = finished.resolve("runs").resolve(loss).resolve(engine).resolve("seed-2");
                JsonNode training = json(run.resolve("specification.json")).get("training");
                assertEquals(loss, training.at("/loss/name").textValue());
                assertEquals(engine, training.get("engine").textValue());
                assertEquals(2, training.get("seed").intValue());
                JsonNode environment = json(run.resolve("run.json")).get("environment");
                assertTrue(environment.get("engine").textValue().startsWith(engine + " "));
                assertEquals(
                        System.getProperty("java.version"), environment.get("java").textValue());
                assertEquals("cpu", environment.get("device").textValue());
                assertEquals(3, Files.readAllLines(run.resolve("metrics.csv")).size());
                assertTrue(Files.size(run.resolve("last.ckpt")) > 0);
                assertEquals(4, Files.readAllLines(run.resolve("log.txt")).size());
                JsonNode result = json(run.resolve("result.json"));
                assertEquals("done", result.get("status").textValue());
                assertEquals(2, result.at("/last/number").intValue());
            }
        }
    }

    @Test
    void theSummaryHasEveryRunAndTheSpreadOverSeeds() throws IOException {
        List<String> csv = Files.readAllLines(finished.resolve("summary.csv"));
        assertEquals(
                "label,engine,seed,status,reason,folder,seconds"
                        + ",last epoch,last loss,last mean dice,last dice silhouette,last jaccard"
                        + ",best epoch,best loss,best mean dice,best dice silhouette,best jaccard",
                csv.get(0));
        assertEquals(runs() + 1, csv.size());
        JsonNode summary = json(finished.resolve("summary.json"));
        assertEquals(runs(), summary.get("runs").size());
        JsonNode run = summary.at("/runs/0");
        JsonNode group = summary.at("/groups/0");
        assertEquals(run.get("label"), group.get("label"));
        assertEquals(run.at("/result/last/meanDice"), group.at("/last/mean dice/mean"));
        assertTrue(group.at("/last/mean dice/deviation").isNull(), "there is one seed");
        assertEquals(
                json(finished.resolve(run.get("folder").textValue()).resolve("result.json")),
                run.get("result"));
    }

    @Test
    void aKilledExperimentGoesOnAndComesToTheSameNumbers() throws Exception {
        Path out = folder.resolve("killed");
        ExperimentFolder left = new ExperimentFolder(out);
        Process process =
                SeglossProcess.of(
                                List.of(),
                                shared.resolve("child.log"),
                                "experiment",
                                file,
                                "--out",
                                out)
                        .start();
        try {
            // In the middle of a run: its first epoch is written, its result is not.
            while (left.count("result.json") == 0
                    || left.count("metrics.csv") == left.count("result.json")) {
                assertTrue(process.isAlive(), "it ended before it was killed");
                Thread.sleep(5);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        Map<Path, FileTime> kept = left.results();
        assertTrue(kept.size() < runs(), "all runs had ended");
        int cut = left.count("log.txt") - kept.size();

        Outcome outcome = segloss("experiment", file, "--out", out);
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(kept.size(), outcome.out().lines().filter(l -> l.endsWith("kept")).count());
        for (Map.Entry<Path, FileTime> result : kept.entrySet()) {
            assertEquals(result.getValue(), Files.getLastModifiedTime(result.getKey()));
        }
        assertEquals(runs() + cut, left.starts(), "only what was cut starts twice");
        assertEquals(runs(), left.numbers().size());
        assertEquals(new ExperimentFolder(finished).numbers(), left.numbers());
        assertEquals(List.of(), left.files(".part"));
    }

    @Test
    void aRunThatFailsIsRecordedAndTheOthersGoOn() throws IOException {
        Path some =
                Files.writeString(
                        folder.resolve("some.json"),
                        """
                        {"data": {"name": "silhouettes", "size": 16},
                         "network": {"depth": 2, "width": 2},
                         "losses": [
                           {"label": "three-classes", "name": "generalized-wasserstein-dice",
                            "options": {"distanceMatrix": [[0, 1, 1], [1, 0, 1], [1, 1, 0]]}},
                           {"label": "diverges", "name": "weighted-sum",
                            "options": {"losses": ["ce", "dice", "iou"], "weights": [3e38, 3e38, 3e38]}},
                           "dice"],
                         "engines": ["PyTorch"], "epochs": 1, "batchSize": 16}
                        """);
        Path out = folder.resolve("out");
        Outcome outcome = segloss("experiment", some, "--out", out);
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("2 of the runs failed"), outcome.err());
        assertEquals("failed", result(out, "three-classes").get("status").textValue());
        String reason = result(out, "diverges").get("reason").textValue();
        assertTrue(reason.startsWith("the training diverged: the loss is Infinity"), reason);
        assertTrue(outcome.out().contains(reason), outcome.out());
        Path log = out.resolve("runs/diverges/PyTorch/seed-0/log.txt");
        assertTrue(Files.readString(log).contains("IllegalStateException: the training diverged"));
        assertEquals("done", result(out, "dice").get("status").textValue());
        JsonNode groups = json(out.resolve("summary.json")).get("groups");
        assertEquals(List.of("1", "1", "0"), groups.findValuesAsText("failed"));

        assertEquals(1, segloss("experiment", some, "--out", out).status());
        assertEquals(3, new ExperimentFolder(out).starts(), "a failure is a result: it is kept");
        assertEquals(1, segloss("experiment", some, "--out", out, "--retry-failed").status());
        assertEquals(5, new ExperimentFolder(out).starts(), "on demand it is tried again");
    }

    @Test
    void anotherRunInTheSameFolderIsRefused() throws IOException {
        Map<Path, JsonNode> before = new ExperimentFolder(finished).numbers();
        Path other = Files.writeString(folder.resolve("e.yaml"), TINY.replace("hs: 2", "hs: 3"));
        Outcome outcome = segloss("experiment", other, "--out", finished);
        assertEquals(1, outcome.status());
        assertTrue(
                outcome.err().contains("holds another run (training.epochs was 2, now 3)"),
                outcome.err());
        assertEquals(before, new ExperimentFolder(finished).numbers());
    }

    @Test
    void oneFolderIsForOneProcess() throws IOException {
        try (FileChannel lock =
                FileChannel.open(finished.resolve(".lock"), StandardOpenOption.WRITE)) {
            assertTrue(lock.lock().isValid());
            Outcome outcome = segloss("experiment", file, "--out", finished);
            assertEquals(1, outcome.status());
            assertTrue(outcome.err().contains("an experiment is running in"), outcome.err());
        }
    }

    private static JsonNode result(Path out, String loss) throws IOException {
        return json(out.resolve("runs").resolve(loss).resolve("PyTorch/seed-0/result.json"));
    }
}

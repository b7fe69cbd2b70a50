package org.segloss.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.segloss.train.Outcome.segloss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.train.Outcome;

/** {@code segloss report} on folders as they are found. */
class ReportCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUN = "runs/dice-ce/PyTorch/seed-1";

    @TempDir private Path folder;

    @Test
    void aFolderWithoutAnExperimentIsRefused() {
        refused(folder.resolve("nowhere"), "holds no run of an experiment");
        refused(folder, "holds no run of an experiment");
        assertFalse(Files.exists(folder.resolve("nowhere")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RUN + "/specification.json",
                RUN + "/result.json",
                RUN + "/run.json",
                RUN + "/metrics.json",
                RUN + "/validation.json",
                RUN + "/predictions.png",
                "validation/slices.json",
                "validation/images.png",
                "validation/labels.png"
            })
    void aDamagedFileIsNamed(String name) throws IOException {
        Path experiment = Report.copyTo(folder.resolve("copy"));
        Files.delete(experiment.resolve("report.html"));
        Path file = experiment.resolve(name);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));
        refused(experiment, file.toString());
        assertFalse(Files.exists(experiment.resolve("report.html")));
    }

    @Test
    void runsThatFailedOrHaveNotEndedAreListed() throws IOException {
        Path experiment = Report.copyTo(folder.resolve("copy"));
        Files.delete(experiment.resolve(RUN).resolve("result.json"));
        Path result = experiment.resolve("runs/other/PyTorch/seed-2/result.json");
        ObjectNode failed = (ObjectNode) JSON.readTree(result.toFile());
        failed.put("status", "failed").put("reason", "</script><b>too large</b>");
        failed.putNull("last").putNull("best");
        JSON.writeValue(result.toFile(), failed);
        String page = page(experiment);
        assertTrue(page.contains("<li>dice-ce on PyTorch, seed 1</li>"));
        assertTrue(page.contains("<dt>other on PyTorch, seed 2</dt>"));
        assertTrue(page.contains("&lt;/script&gt;&lt;b&gt;too large"), "names are text");
        assertFalse(page.contains("<b>too large"));
    }

    @Test
    void nothingButFailuresIsNoReport() throws IOException {
        Path experiment = Report.copyTo(folder.resolve("copy"));
        for (JsonNode run :
                JSON.readTree(experiment.resolve("summary.json").toFile()).get("runs")) {
            Files.delete(experiment.resolve(run.get("folder").textValue()).resolve("result.json"));
        }
        refused(experiment, "no run in");
    }

    @Test
    void anOlderExperimentHasTheSectionsThatItHasDataFor() throws IOException {
        Path experiment = Report.copyTo(folder.resolve("copy"));
        Files.delete(experiment.resolve(RUN).resolve("validation.json"));
        String page = page(experiment);
        assertEquals(
                3,
                page.split("note\">No data: ", -1).length - 1,
                "significance, pictures, calibration");
        assertTrue(page.contains("Which loss is best?"));
        assertTrue(page.contains("<strong>Unknown</strong>"));
    }

    @Test
    void anotherFileIsReplacedOnRequestOnly() throws IOException {
        Path out = Files.writeString(folder.resolve("page.html"), "precious");
        Outcome outcome = segloss("report", Report.folder(), "--out", out);
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("--force"), outcome.err());
        assertEquals("precious", Files.readString(out));
        assertEquals(0, segloss("report", Report.folder(), "--out", out, "--force").status());
        assertTrue(Files.readString(out).startsWith("<!DOCTYPE html>"));
    }

    private static String page(Path experiment) throws IOException {
        Outcome outcome = segloss("report", experiment);
        assertEquals(0, outcome.status(), outcome.err());
        return Files.readString(experiment.resolve("report.html"));
    }

    private static void refused(Path experiment, String reason) {
        Outcome outcome = segloss("report", experiment);
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains(reason), outcome.err());
    }
}

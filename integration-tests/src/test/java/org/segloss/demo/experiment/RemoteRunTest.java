package org.segloss.demo.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.LossSpec;
import org.segloss.demo.data.DataOptions;
import org.segloss.demo.data.PatchView;
import org.segloss.demo.train.TrainingSpec;

class RemoteRunTest {

    @TempDir private Path out;

    @Test
    void whatComesBackTakesThePlaceOfAnEarlierAttempt() throws IOException {
        Run run = run("silhouettes");
        Path left = Files.createDirectories(run.folder(out).resolve("pictures")).resolve("1.png");
        Files.writeString(left, "of an attempt that was killed");
        RunResult result = RemoteRun.keep(run, out, RemoteRun.of(run).execute());
        assertEquals(RunResult.Status.DONE, result.status());
        assertEquals(Optional.of(result), new RunFiles(run, out).result());
        assertTrue(Files.size(run.folder(out).resolve("last.ckpt")) > 0);
        assertFalse(Files.exists(left));
    }

    @Test
    void dataThatAreNotOnTheOtherMachineAreAReason() {
        Run run = run("folder");
        String there = Path.of("folder").toAbsolutePath().toString();
        RunResult result = RemoteRun.keep(run, out, RemoteRun.of(run).execute());
        assertEquals(RunResult.Status.FAILED, result.status());
        assertTrue(
                result.reason().startsWith("there is neither a data set nor a folder \"" + there),
                result.reason());
        assertTrue(result.reason().endsWith("needs the data there too, under the same path"));
    }

    @Test
    void aRunThatNeverComesBackHasAReasonAndALog() throws IOException {
        Run run = run("silhouettes");
        RunResult result = RemoteRun.lost(run, out, new IllegalStateException("executor lost"));
        assertEquals("executor lost", result.reason());
        assertEquals(Optional.of(result), new RunFiles(run, out).result());
        Path log = run.folder(out).resolve("log.txt");
        assertTrue(Files.readString(log).contains("IllegalStateException: executor lost"));
    }

    @Test
    void patchesGoAlong() throws IOException {
        Run whole = run("silhouettes");
        PatchView patches = new PatchView(new int[] {16, 16}, 0.5f, 2);
        Run run =
                new Run(
                        whole.label(),
                        whole.data(),
                        whole.options().withPatches(patches),
                        whole.training());
        RunResult result = RemoteRun.keep(run, out, RemoteRun.of(run).execute());
        assertEquals(RunResult.Status.DONE, result.status(), result.reason());
        new RunFiles(run, out).requireSame();
    }

    private static Run run(String data) {
        TrainingSpec training =
                new TrainingSpec(
                        LossSpec.parse("dice"), "PyTorch", 1, 0, 2, 2, 16, 1e-3f, List.of());
        return new Run("dice", data, DataOptions.defaults().withSize(16), training);
    }
}

package org.segloss.demo.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.demo.train.TrainingListener;

class RunExecutionTest {

    @TempDir private Path folder;

    @Test
    void outOfMemoryIsAFailureOfTheRunAlone() throws IOException {
        Path yaml =
                Files.writeString(
                        folder.resolve("e.yaml"),
                        """
                        data: {name: silhouettes, size: 16}
                        network: {depth: 2, width: 2}
                        losses: [dice]
                        engines: [PyTorch]
                        """);
        ExperimentFile file = ExperimentFile.read(yaml);
        Run run = file.experiment().runs().get(0);
        RunFiles files = new RunFiles(run, folder);
        TrainingListener greedy =
                new TrainingListener() {
                    @Override
                    public void step(int done, int total, float loss) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                };
        RunResult result = RunExecution.execute(files, run, file::samples, greedy);
        assertEquals(RunResult.Status.FAILED, result.status());
        assertEquals("java.lang.OutOfMemoryError: Java heap space", result.reason());
        assertEquals(Optional.of(result), files.result());
    }
}

package org.segloss.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Python forms that losses are measured beside are the same losses. Needs a Python with PyTorch
 * and SciPy, {@code -Dsegloss.python=...}.
 */
class PythonTextbookTest {

    private static final String PYTHON = System.getProperty("segloss.python", "python3");

    @TempDir private Path folder;

    @Test
    void theFormsAreTheLosses() throws IOException, InterruptedException {
        assumeTrue(
                hasPyTorch(),
                PYTHON + " has no PyTorch or SciPy (Debian: python3-torch, python3-scipy)");
        for (String loss : Forms.losses()) {
            TextbookCase.write(loss, new Waves(new Shape(2, 4, 28, 24), 3), folder);
            TextbookCase.write(loss, new Waves(new Shape(1, 4, 15, 14, 13), 3), folder);
        }
        assertEquals(0, run("src/benchmark/python/textbook.py", "--check", folder.toString()));
    }

    private boolean hasPyTorch() throws InterruptedException {
        try {
            return run("-c", "import torch, scipy") == 0;
        } catch (IOException e) {
            // There is no such program.
            return false;
        }
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(PYTHON)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.command().addAll(List.of(arguments));
        // On tiny batches, threads that wait for each other take longer than what they share.
        builder.environment().put("OMP_NUM_THREADS", "1");
        int status = builder.start().waitFor();
        System.out.print(Files.readString(output));
        return status;
    }
}

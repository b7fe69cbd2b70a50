package org.segloss.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceTableTest {

    private static final String SHAPE = "2x4x256x256";

    @TempDir private Path folder;

    private static String run(String engine, String loss, double median, long peak) {
        return """
        {"params": {"engine": "%s", "loss": "%s", "shape": "%s", "pass": "FORWARD_BACKWARD"},
         "primaryMetric": {"score": 99, "scorePercentiles": {"50.0": %s}},
         "secondaryMetrics": {"calls": {"score": 33}, "peak": {"score": %d}}}
        """
                .formatted(engine, loss, SHAPE, median, peak);
    }

    private String table(String python, String... runs) throws IOException {
        Path benchmarks = folder.resolve("benchmarks.json");
        Path textbook = folder.resolve("textbook.json");
        Files.writeString(benchmarks, List.of(runs).toString());
        if (python != null) {
            Files.writeString(textbook, "{\"results\": [%s]}".formatted(python));
        }
        // 2 x 4 x 256 x 256 logits read and written and the labels: 4.7 million bytes, 0.5 ms.
        return new PerformanceTable(Measurements.read(benchmarks, textbook), 9437184).toString();
    }

    private static String row(String table, String loss) {
        return table.lines()
                .filter(l -> l.startsWith("| `" + loss + "` "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRowHoldsWhatWasMeasured() throws IOException {
        String python =
                """
                {"loss": "dice", "shape": "2x4x256x256", "step_ms": 8.0, "peak_bytes": 40000000},
                {"loss": "ssim", "shape": "2x4x256x256", "error": "out of memory"}
                """;
        String table =
                table(
                        python,
                        run("PyTorch", "dice", 2, 10_000_000),
                        run("MXNet", "dice", 3, -1),
                        run("PyTorch", "textbook/dice", 5, 1),
                        run("PyTorch", "ssim", 100, 1_500_000),
                        run("PyTorch", "floor", 1.5, 1));
        assertEquals(
                "| `dice` | 2.00 | 3.00 | 5.00 |  | 8.00 | 0.25 | 1.50 | 4.00 | 33 | 10.0 |  | 40.0 |",
                row(table, "dice"));
        assertEquals(
                "| `ssim` | 100 |  |  |  |  |  |  | 200 | 33 | 1.50 |  |  |", row(table, "ssim"));
        assertTrue(table.contains("Floor on paper: 0.50 ms"), table);
        assertTrue(table.contains("Softmax and sum: 1.50 ms on PyTorch"), table);
    }

    @Test
    void theSummarySaysWhatIsReached() throws IOException {
        String python =
                """
                {"loss": "dice", "shape": "2x4x256x256", "step_ms": 4.0, "peak_bytes": 30},
                {"loss": "focal", "shape": "2x4x256x256", "step_ms": 4.0, "peak_bytes": 30},
                {"loss": "jaccard", "shape": "2x4x256x256", "step_ms": 4.0, "peak_bytes": 30},
                {"loss": "tversky", "shape": "2x4x256x256", "step_ms": 4.0, "peak_bytes": 30}
                """;
        String table =
                table(
                        python,
                        run("PyTorch", "dice", 2, 15),
                        run("PyTorch", "focal", 1, 16),
                        run("PyTorch", "jaccard", 2.1, 17),
                        run("PyTorch", "tversky", 5, 18),
                        run("MXNet", "dice", 3, 1),
                        run("MXNet", "focal", 2, 1),
                        run("MXNet", "tversky", 5, 1));
        assertTrue(table.contains("Python on PyTorch: 2 of 4 losses, 50 %;"), table);
        assertTrue(table.contains("Slower than Python: `tversky` (1.25)."), table);
        assertTrue(table.contains("half the memory of Python: 1 of 4 losses, 25 %."), table);
        assertTrue(table.contains("over PyTorch's, median: 1.50;"), table);
    }

    @Test
    void withoutPythonItsColumnsAreEmpty() throws IOException {
        String table = table(null, run("PyTorch", "dice", 2, 15));
        assertTrue(table.contains("Slower than Python: none."), table);
        assertTrue(table.contains("median: not measured"), table);
        assertFalse(table.contains("NaN"), table);
    }
}

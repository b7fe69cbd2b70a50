package org.segloss.demo.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.demo.cli.Engines;

/** The experiment files that users start from. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("../model-zoo-demo/examples");

    @Test
    void twoLossesRunSeedBySeed() {
        assumeTrue(Engines.present().size() == 2, "there is one engine for this platform");
        ExperimentFile file = ExperimentFile.read(EXAMPLES.resolve("two-losses.yaml"));
        assertEquals(
                List.of(
                        "dice-ce on PyTorch, seed 1",
                        "dice-ce on MXNet, seed 1",
                        "dice-ce+boundary on PyTorch, seed 1",
                        "dice-ce+boundary on MXNet, seed 1",
                        "dice-ce on PyTorch, seed 2",
                        "dice-ce on MXNet, seed 2",
                        "dice-ce+boundary on PyTorch, seed 2",
                        "dice-ce+boundary on MXNet, seed 2"),
                file.experiment().runs().stream().map(Run::title).toList());
    }

    /** On other data, as the brain is not on every machine. */
    @Test
    void sixLossesAreFourRunsEach(@TempDir Path folder) throws IOException {
        assumeTrue(Engines.present().size() == 2, "there is one engine for this platform");
        String text = Files.readString(EXAMPLES.resolve("six-losses.yaml"));
        String elsewhere = text.replace("{name: brain}", "{name: silhouettes}");
        assertNotEquals(text, elsewhere);
        Path copy = Files.writeString(folder.resolve("copy.yaml"), elsewhere);
        assertEquals(24, ExperimentFile.read(copy).experiment().runs().size());
    }
}

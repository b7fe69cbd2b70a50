package org.segloss.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.segloss.train.Outcome.segloss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.train.Outcome;

/** What is wrong with an experiment file is said before anything runs, and where it stands. */
class ExperimentFileTest {

    private static final String GOOD =
            """
            data:
              name: silhouettes
              size: 16
            network: {depth: 2, width: 2}
            losses:
              - dice-ce
              - name: tversky
                label: mine
                options:
                  alpha: 0.3
                  beta: 0.7
            engines: [PyTorch]
            seeds: [1, 2]
            epochs: 1
            batchSize: 16
            learningRate: 5e-3
            metrics: [dice]
            """;

    @TempDir private Path folder;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("epochs: 1", "epoch: 1", 14, 1, "epoch: unknown field: allowed are ["),
                Arguments.of("epochs: 1", "epochs: many", 14, 1, "epochs: \"many\": expected a wh"),
                Arguments.of("epochs: 1", "epochs: 1.5", 14, 1, "epochs: 1.5: expected a whole"),
                Arguments.of("epochs: 1", "epochs: 0", 14, 1, "epochs: 0: expected a whole"),
                Arguments.of("epochs: 1", "epochs:", 14, 1, "epochs: \"\": expected a whole"),
                Arguments.of("epochs: 1", "seeds: [3]", 14, 6, "Duplicate field 'seeds'"),
                Arguments.of("epochs: 1", "epochs: [1", 15, 10, "expected ',' or ']'"),
                Arguments.of("5e-3", "-1", 16, 1, "learningRate: -1: expected a number above 0"),
                Arguments.of("[1, 2]", "[1, 1]", 13, 12, "seeds[1]: 1 is listed twice"),
                Arguments.of("[1, 2]", "1", 13, 1, "seeds: 1: expected a list"),
                Arguments.of("[PyTorch]", "[Torch]", 12, 11, "engines[0]: unknown engine 'Torch'"),
                Arguments.of("[dice]", "[dise]", 17, 11, "metrics[0]: "),
                Arguments.of("size: 16", "size: 20", 3, 3, "data.size: size 20: expected a mult"),
                Arguments.of("  size: 16", "  patch: [8]", 3, 3, "data.patch: patch [8]: expected"),
                Arguments.of("  size: 16", "  patch: [8, x]", 3, 14, "data.patch[1]: \"x\": expec"),
                Arguments.of("  size: 16", "  patch: [9, 8]", 4, 1, "network: the input has spat"),
                Arguments.of(
                        "  size: 16", "  patch: [8, 8, 8]", 1, 1, "data: patch [8, 8, 8]: the"),
                Arguments.of(
                        "  size: 16", "  foreground: 1", 1, 1, "data: it lacks the field 'pat"),
                Arguments.of(
                        "  size: 16",
                        "  patch: [8, 8]\n  foreground: 2",
                        4,
                        3,
                        "data.foreground: 2: expected a number from 0 to 1"),
                Arguments.of("  name: sil", "  nam: sil", 2, 3, "data.nam: unknown field"),
                Arguments.of("silhouettes", "nowhere", 1, 1, "data: there is neither a data set"),
                Arguments.of("depth: 2", "depth: 99", 4, 11, "network.depth: depth is 99"),
                Arguments.of("depth: 2", "depth: 5", 4, 1, "network: the input has spatial size"),
                Arguments.of("dice-ce", "dise-ce", 6, 5, "losses[0]: unknown loss 'dise-ce'"),
                Arguments.of("name: tversky", "nome: tversky", 7, 5, "losses[1].nome: unknown"),
                Arguments.of("beta: 0.7", "betha: 0.7", 11, 7, "losses[1].options.betha: unknown"),
                Arguments.of("alpha: 0.3", "alpha: x", 10, 7, "losses[1].options.alpha: tversky: "),
                Arguments.of("label: mine", "label: a/b", 8, 5, "losses[1].label: 'a/b' is the na"),
                Arguments.of("label: mine", "label: Dice-CE", 8, 5, "two losses are called 'Dice"),
                Arguments.of("losses:", "loss:", 5, 1, "loss: unknown field"),
                Arguments.of(
                        GOOD, "- dice", 1, 1, "[\"dice\"]: expected an object with fields of"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsShownWhereItStands(String good, String bad, int line, int column, String message)
            throws IOException {
        assertTrue(GOOD.contains(good), good);
        Path file = Files.writeString(folder.resolve("e.yaml"), GOOD.replace(good, bad));
        Outcome outcome = segloss("experiment", file, "--out", folder.resolve("out"));
        assertEquals(1, outcome.status());
        String place = file + ", line " + line + ", column " + column;
        assertTrue(outcome.err().contains(place), outcome.err());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }
}

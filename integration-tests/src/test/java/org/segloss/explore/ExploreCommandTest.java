package org.segloss.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.demo.Segloss;
import org.segloss.demo.cli.Engines;

/** {@code segloss explore} with a few losses. */
class ExploreCommandTest {

    @TempDir private Path folder;

    static List<String> engines() {
        return Engines.present();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aPageShowsTheLossesThatWereAskedFor(String engine) throws IOException {
        Path out = folder.resolve("deep/page.html");
        assertEquals(0, explore(out, "--losses", "bd,dice,boundary", "--engine", engine));
        String page = Files.readString(out);
        List<String> names =
                Pattern.compile("<article id=\"loss-([^\"]+)\"")
                        .matcher(page)
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .toList();
        assertEquals(List.of("boundary", "dice"), names);
        assertTrue(page.contains("losses-djl on " + engine));
    }

    @Test
    void anEarlierPageIsReplacedOnRequestOnly() throws IOException {
        Path out = Files.writeString(folder.resolve("page.html"), "precious");
        assertEquals(1, explore(out, "--losses", "dice"));
        assertEquals("precious", Files.readString(out));
        assertEquals(0, explore(out, "--losses", "dice", "--force"));
        assertTrue(Files.readString(out).startsWith("<!DOCTYPE html>"));
    }

    @Test
    void anUnknownLossLeavesNothingBehind() {
        Path out = folder.resolve("page.html");
        assertEquals(1, explore(out, "--losses", "dize"));
        assertFalse(Files.exists(out));
    }

    private static int explore(Path out, String... more) {
        String[] arguments = {"explore", "--out", out.toString()};
        return Segloss.run(
                Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
    }
}

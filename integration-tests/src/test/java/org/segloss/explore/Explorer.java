package org.segloss.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.segloss.demo.Segloss;

/** The page of the whole catalogue, made once for all tests. */
final class Explorer {

    private static Path page;

    private Explorer() {}

    /** A process of its own, as a user has it: the engine's threads are set before it starts. */
    static synchronized Path page() throws IOException, InterruptedException {
        if (page == null) {
            Path folder = Files.createDirectories(Path.of("target", "explore"));
            Path log = folder.resolve("log.txt");
            Path made = folder.resolve("explore.html").toAbsolutePath();
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Segloss.class.getName(),
                                    "explore",
                                    "--out",
                                    made.toString(),
                                    "--force")
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            assertEquals(0, process.waitFor(), Files.readString(log));
            assertTrue(Files.readString(log).contains("losses are in " + made));
            page = made;
        }
        return page;
    }
}

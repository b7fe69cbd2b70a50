package org.segloss.demo.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.segloss.demo.net.UNet;
import org.segloss.demo.train.Epoch;
import org.segloss.demo.train.TrainingListener;

/** The log of a run, line by line; a second attempt goes on where the first one ends. */
final class RunLog implements TrainingListener, AutoCloseable {

    private final PrintWriter out;

    RunLog(Path file) {
        try {
            out =
                    new PrintWriter(
                            Files.newBufferedWriter(
                                    file,
                                    StandardCharsets.UTF_8,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.APPEND),
                            true);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    void line(String text) {
        out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + "  " + text);
    }

    void failed(Throwable reason) {
        line("failed");
        reason.printStackTrace(out);
    }

    @Override
    public void epoch(Epoch epoch, boolean best, UNet network) {
        line(epoch.describe());
    }

    @Override
    public void close() {
        out.close();
    }
}

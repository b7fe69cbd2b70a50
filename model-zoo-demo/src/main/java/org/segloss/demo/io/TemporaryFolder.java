package org.segloss.demo.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of one's own that goes with all that it holds.
 *
 * @param path the folder
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

    /**
     * Makes one where the system keeps such folders.
     *
     * @return an empty folder
     * @throws UncheckedIOException if it cannot be made
     */
    public static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("segloss"));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made: " + e, e);
        }
    }

    @Override
    public void close() {
        delete(path);
    }

    /**
     * Deletes a folder with all that it holds.
     *
     * @param folder the folder, there or not
     * @throws UncheckedIOException if something cannot be deleted
     */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path each : all) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted: " + e, e);
        }
    }
}

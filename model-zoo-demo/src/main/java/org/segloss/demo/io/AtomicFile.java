package org.segloss.demo.io;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file beside its target and moves it there when it is complete. */
public final class AtomicFile {

    private static final String PART = ".part";

    private AtomicFile() {}

    /** What goes into a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes the whole content.
         *
         * @param out the open file
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** What makes a file that cannot be written from front to back. */
    @FunctionalInterface
    public interface Builder {

        /**
         * Makes the whole file.
         *
         * @param file where, not there yet
         * @throws IOException if it cannot be made
         */
        void build(Path file) throws IOException;
    }

    /**
     * Writes a file, replacing an earlier one, and makes the folders that it lies in. On a failure
     * the earlier file stays as it was.
     *
     * @param file the target
     * @param content what to write
     * @throws UncheckedIOException if it cannot be written, naming the file
     */
    public static void write(Path file, Content content) {
        build(
                file,
                part -> {
                    try (OutputStream out = Files.newOutputStream(part)) {
                        content.writeTo(out);
                    }
                });
    }

    /**
     * Makes a file as {@link #write} does.
     *
     * @param file the target
     * @param builder what makes the file that takes the target's place
     * @throws UncheckedIOException if it cannot be written, naming the file
     */
    public static void build(Path file, Builder builder) {
        Path target = file.toAbsolutePath();
        Path part =
                target.resolveSibling(
                        target.getFileName() + "." + ProcessHandle.current().pid() + PART);
        try {
            Files.createDirectories(target.getParent());
            try {
                builder.build(part);
                // Atomic moves replace by themselves; in a jar there are none.
                Files.move(
                        part,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    /**
     * Deletes what processes that were killed have left beside their targets.
     *
     * @param folder a folder that nobody writes into now
     * @throws UncheckedIOException if it cannot be read or changed
     */
    public static void sweep(Path folder) {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + PART)) {
            for (Path part : parts) {
                Files.delete(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be swept: " + e, e);
        }
    }
}

package org.segloss.demo.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * A tree of files, in a folder or inside a jar. A jar is open no longer than it is used, so that it
 * can be replaced.
 *
 * @param path the folder, or the jar where the name ends in {@code .jar}
 */
public record FolderOrJar(Path path) {

    /**
     * What is done with the files.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Use<T> {

        /**
         * Does it.
         *
         * @param root the top of the tree
         * @return what came of it
         * @throws IOException if a file cannot be read or written
         */
        T of(Path root) throws IOException;
    }

    /** What changes the files. */
    @FunctionalInterface
    public interface Change {

        /**
         * Does it.
         *
         * @param root the top of the tree
         * @throws IOException if a file cannot be written
         */
        void of(Path root) throws IOException;
    }

    /**
     * Reads files.
     *
     * @param use what is done with them
     * @param <T> what comes of it
     * @return what came of it
     * @throws IllegalArgumentException if there is no such folder or jar, or the jar is damaged
     * @throws UncheckedIOException if a file cannot be read
     */
    public <T> T read(Use<T> use) {
        if (isJar() ? !Files.isRegularFile(path) : !Files.isDirectory(path)) {
            throw new IllegalArgumentException(
                    path + " is not there: give a folder, or a file whose name ends in .jar");
        }
        try {
            return isJar() ? inside(path, Map.of(), use) : use.of(path);
        } catch (ZipException e) {
            throw new IllegalArgumentException(
                    path + " is cut short or damaged (" + e.getMessage() + "): get it again", e);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read: " + e, e);
        }
    }

    /**
     * Writes files, where need be into a new folder or jar. A jar is changed as a whole: on a
     * failure it stays as it was.
     *
     * @param change what writes them
     * @throws UncheckedIOException if they cannot be written
     */
    public void write(Change change) {
        if (isJar()) {
            AtomicFile.build(
                    path,
                    part -> {
                        if (Files.exists(path)) {
                            Files.copy(path, part);
                        }
                        inside(
                                part,
                                Map.of("create", "true"),
                                root -> {
                                    change.of(root);
                                    return null;
                                });
                    });
            return;
        }
        try {
            Files.createDirectories(path);
            change.of(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written: " + e, e);
        }
    }

    private boolean isJar() {
        return path.toString().endsWith(".jar");
    }

    private static <T> T inside(Path jar, Map<String, ?> options, Use<T> use) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar, options)) {
            return use.of(files.getPath("/"));
        }
    }
}

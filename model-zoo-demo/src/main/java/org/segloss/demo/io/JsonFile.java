package org.segloss.demo.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads JSON, and writes it so that a person can read it. */
public final class JsonFile {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonFile() {}

    /**
     * Writes a file as {@link AtomicFile} does.
     *
     * @param file the target, replaced when it exists
     * @param content anything that Jackson can write
     */
    public static void write(Path file, Object content) {
        AtomicFile.write(file, out -> out.write(JSON.writeValueAsBytes(content)));
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param type what it holds
     * @param remedy what to do where it is damaged, for the message
     * @param <T> what it holds
     * @return nothing where there is no such file
     * @throws IllegalArgumentException if it is damaged
     */
    public static <T> Optional<T> read(Path file, Class<T> type, String remedy) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), type));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + " is damaged (" + e.getMessage() + "): " + remedy, e);
        }
    }
}

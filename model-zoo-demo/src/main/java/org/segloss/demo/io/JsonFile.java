package org.segloss.demo.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;

/** Writes JSON that a person can read. */
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
}

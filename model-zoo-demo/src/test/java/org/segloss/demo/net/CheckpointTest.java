package org.segloss.demo.net;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before an engine is needed; the rest is among the integration tests. */
class CheckpointTest {

    private static final String NETWORK =
            "{'dimensions':2,'depth':1,'width':1,'inChannels':1,'classes':1}";

    @TempDir private Path folder;

    @Test
    void aMissingFileIsNamed() {
        assertRefused(folder.resolve("absent.zip"));
    }

    @Test
    void anotherKindOfFileIsRefused() throws IOException {
        assertRefused(Files.writeString(folder.resolve("notes.txt"), "not a checkpoint"));
        assertRefused(zip("readme.txt", "a zip with something else in it"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{}",
                "{'format':'other','network':" + NETWORK + ",'parameters':[],'metadata':{}}",
                "{'format':'segloss-checkpoint-1','parameters':[],'metadata':{}}",
                "{'format':'segloss-checkpoint-1','network':{'dimensions':9},'parameters':[],"
                        + "'metadata':{}}",
                "{'format':'segloss-checkpoint-1','network':"
                        + NETWORK
                        + ",'parameters':[{'name':'weight','shape':[2]}],'metadata':{}}",
            })
    void aHeaderThatDoesNotFitIsRefused(String header) throws IOException {
        assertRefused(zip("checkpoint.json", header.replace('\'', '"')));
    }

    private Path zip(String entry, String content) throws IOException {
        Path file = folder.resolve("other.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("weights.bin"));
        }
        return file;
    }

    private static void assertRefused(Path file) {
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> Checkpoint.load(file));
        assertTrue(
                refused.getMessage().startsWith(file + " is not a checkpoint"),
                refused.getMessage());
    }
}

package org.segloss.demo.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderOrJarTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"files", "files.jar"})
    void whatIsWrittenLaterJoinsWhatIsThere(String name) {
        FolderOrJar files = new FolderOrJar(folder.resolve("new").resolve(name));
        files.write(root -> Files.writeString(root.resolve("a"), "1"));
        files.write(root -> Files.writeString(root.resolve("b"), "2"));
        assertEquals("1", files.read(root -> Files.readString(root.resolve("a"))));
        assertEquals("2", files.read(root -> Files.readString(root.resolve("b"))));
    }

    @Test
    void aFailureLeavesTheEarlierJarAndNothingElse() throws IOException {
        Path jar = folder.resolve("files.jar");
        FolderOrJar files = new FolderOrJar(jar);
        files.write(root -> Files.writeString(root.resolve("a"), "1"));
        byte[] before = Files.readAllBytes(jar);
        UncheckedIOException e =
                assertThrows(
                        UncheckedIOException.class,
                        () ->
                                files.write(
                                        root -> {
                                            Files.writeString(root.resolve("a"), "2");
                                            throw new IOException("disk full");
                                        }));
        assertTrue(e.getMessage().contains(jar + " cannot be written"), e.getMessage());
        assertArrayEquals(before, Files.readAllBytes(jar));
        assertArrayEquals(new String[] {"files.jar"}, folder.toFile().list());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "none.jar"})
    void whatIsNotThereIsNotRead(String name) {
        FolderOrJar files = new FolderOrJar(folder.resolve(name));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> files.read(root -> root));
        assertTrue(e.getMessage().contains(name + " is not there"), e.getMessage());
    }

    @Test
    void whatIsNoJarIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text.jar"), "text");
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new FolderOrJar(file).read(root -> root));
        assertTrue(e.getMessage().contains("text.jar is cut short"), e.getMessage());
    }
}

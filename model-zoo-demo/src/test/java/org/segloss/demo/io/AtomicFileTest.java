package org.segloss.demo.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir private Path folder;

    @Test
    void failureLeavesTheEarlierFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "earlier");
        UncheckedIOException e =
                assertThrows(
                        UncheckedIOException.class,
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            out.write(1);
                                            throw new IOException("disk full");
                                        }));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertEquals("earlier", Files.readString(file));
        assertArrayEquals(new String[] {"a"}, folder.toFile().list());
    }

    @Test
    void whatAKilledProcessLeftIsSweptAway() throws IOException {
        Files.writeString(folder.resolve("a"), "whole");
        // A file is copied while it is half written.
        AtomicFile.write(
                folder.resolve("b"),
                out -> {
                    String half = folder.toFile().list((f, name) -> name.startsWith("b"))[0];
                    Files.copy(folder.resolve(half), folder.resolve(half.replace("b", "c")));
                });
        assertEquals(3, folder.toFile().list().length);
        AtomicFile.sweep(folder);
        assertEquals(Set.of("a", "b"), Set.of(folder.toFile().list()));
    }

    @Test
    void foldersAreMade() throws IOException {
        Path file = folder.resolve("new/folder/a");
        AtomicFile.write(file, out -> out.write('x'));
        assertEquals("x", Files.readString(file));
    }
}

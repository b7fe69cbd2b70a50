package org.segloss.demo.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArchiveTest {

    @TempDir private Path folder;

    @Test
    void everyFileComesBackAndTheLastOneLast() throws IOException {
        Path from = Files.createDirectories(folder.resolve("from/deep")).getParent();
        Path last = Files.writeString(from.resolve("a-result"), "end");
        Files.writeString(from.resolve("deep/z"), "below");
        Files.writeString(from.resolve("b"), "");
        byte[] archive = FolderArchive.pack(from, last);
        String name = "";
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                name = entry.getName();
            }
        }
        assertEquals("a-result", name);
        Path to = folder.resolve("to");
        FolderArchive.unpack(archive, to);
        assertEquals("end", Files.readString(to.resolve("a-result")));
        assertEquals("below", Files.readString(to.resolve("deep/z")));
        assertEquals(0, Files.size(to.resolve("b")));
    }

    @Test
    void nothingIsWrittenOutsideTheFolder() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../outside"));
        }
        Path to = folder.resolve("to");
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FolderArchive.unpack(bytes.toByteArray(), to))
                        .getMessage();
        assertTrue(message.contains("../outside"), message);
        assertFalse(Files.exists(folder.resolve("outside")));
    }
}

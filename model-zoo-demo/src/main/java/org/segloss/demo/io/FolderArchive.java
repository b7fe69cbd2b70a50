package org.segloss.demo.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of a folder as bytes that can be sent: a ZIP archive. */
public final class FolderArchive {

    private FolderArchive() {}

    /**
     * Packs all files of a folder and of the folders in it.
     *
     * @param folder the folder
     * @param last the one of its files that tells that the others are complete
     * @return the archive
     * @throws UncheckedIOException if a file cannot be read
     */
    public static byte[] pack(Path folder, Path last) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Stream<Path> walk = Files.walk(folder);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            List<Path> files =
                    walk.filter(Files::isRegularFile)
                            .sorted(Comparator.comparing(last::equals))
                            .toList();
            for (Path file : files) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be packed: " + e, e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the files in the order in which they were packed, each as {@link AtomicFile} does.
     *
     * @param archive what {@link #pack} returned
     * @param folder where to, made where there is none
     * @throws UncheckedIOException if a file cannot be written
     * @throws IllegalArgumentException if a file would lie elsewhere
     */
    public static void unpack(byte[] archive, Path folder) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder.normalize())) {
                    throw new IllegalArgumentException(
                            "an archive holds " + entry.getName() + ": not within its folder");
                }
                AtomicFile.write(file, zip::transferTo);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be unpacked: " + e, e);
        }
    }
}

package org.segloss.demo.compare;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Tensors from a NumPy archive, such as a golden case.
 *
 * @param name its name in the table
 * @param file the archive
 */
public record ArchivedTensors(String name, Path file) implements Tensors {

    /**
     * Finds the archives that hold logits and labels.
     *
     * @param folder where to look, folders below it included
     * @return the archives in the order of their names, which are paths below the folder
     * @throws IllegalArgumentException if there is none, or a file is damaged
     */
    public static List<ArchivedTensors> below(Path folder) {
        List<ArchivedTensors> found;
        try (Stream<Path> files = Files.walk(folder)) {
            found =
                    files.filter(file -> file.toString().endsWith(".npz"))
                            .filter(ArchivedTensors::complete)
                            .sorted()
                            .map(f -> new ArchivedTensors(folder.relativize(f).toString(), f))
                            .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the folder " + folder + " cannot be read (" + e + "): give one that exists",
                    e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    folder + " holds no .npz file with the arrays " + LOGITS + " and " + LABELS);
        }
        return found;
    }

    private static boolean complete(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(LOGITS + ".npy") != null && zip.getEntry(LABELS + ".npy") != null;
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    @Override
    public NDList load(NDManager manager) {
        try (InputStream in = Files.newInputStream(file)) {
            return NDList.decode(manager, in);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    private static IllegalArgumentException damaged(Path file, Exception e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return new IllegalArgumentException(
                file
                        + " is not a complete NumPy archive ("
                        + reason.getMessage()
                        + "): copy it again, or take it away",
                e);
    }
}

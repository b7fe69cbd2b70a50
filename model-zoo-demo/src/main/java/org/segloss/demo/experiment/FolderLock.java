package org.segloss.demo.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Keeps a folder for one process; the system gives it free when the process is killed. */
final class FolderLock {

    private static final String FILE = ".lock";

    private FolderLock() {}

    /**
     * Does something while no other process may.
     *
     * @param folder the folder, made where there is none
     * @param work what to do
     * @return what it returns
     * @throws IllegalArgumentException if another process has the folder
     */
    static <T> T holding(Path folder, Supplier<T> work) {
        try {
            Files.createDirectories(folder);
            // Closing the file gives the lock back.
            try (FileChannel file =
                    FileChannel.open(
                            folder.resolve(FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE)) {
                if (lock(file) == null) {
                    throw new IllegalArgumentException(
                            "an experiment is running in "
                                    + folder
                                    + ": wait for it, or choose another --out");
                }
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be locked: " + e, e);
        }
    }

    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return null;
        }
    }
}

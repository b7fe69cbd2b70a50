package org.segloss.demo.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds the MR head and its atlas, or gets them: they are files of the Debian package {@code
 * mricron-data}, which can be unpacked without root.
 */
final class BrainFiles {

    static final String HEAD = "ch2.nii.gz";
    static final String BRAIN = "ch2bet.nii.gz";
    static final String ATLAS = "aal.nii.gz";
    static final String NAMES = "aal.nii.txt";

    private static final List<String> ALL = List.of(HEAD, BRAIN, ATLAS, NAMES);
    private static final String PROPERTY = "segloss.brain.dir";
    private static final String VARIABLE = "SEGLOSS_BRAIN_DIR";
    private static final String PACKAGE = "mricron-data";
    private static final Path IN_PACKAGE = Path.of("usr/share/mricron/templates");
    private static final int TIMEOUT_MINUTES = 5;

    private BrainFiles() {}

    /**
     * The folder with the files: the user's own, the installed one, or the cache, which is filled
     * when it is empty.
     *
     * @throws IllegalArgumentException if the user's own folder lacks a file
     * @throws DataUnavailableException if the files are not here and cannot be had
     */
    static Path locate() {
        String own = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        Path installed = Path.of("/").resolve(IN_PACKAGE);
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "segloss", PACKAGE);
        if (own != null) {
            return requireComplete(Path.of(own));
        }
        if (missing(installed).isEmpty()) {
            return installed;
        }
        if (missing(cache).isEmpty()) {
            return cache;
        }
        fetch(cache);
        return cache;
    }

    static Path requireComplete(Path folder) {
        List<String> missing = missing(folder);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    folder
                            + " lacks "
                            + missing
                            + ": -D"
                            + PROPERTY
                            + " or "
                            + VARIABLE
                            + " names the folder \"templates\" of "
                            + PACKAGE);
        }
        return folder;
    }

    private static List<String> missing(Path folder) {
        return ALL.stream().filter(name -> !Files.isRegularFile(folder.resolve(name))).toList();
    }

    private static void fetch(Path cache) {
        Path work = null;
        try {
            Files.createDirectories(cache);
            work = Files.createTempDirectory(cache, "fetch");
            download(work);
            try (Stream<Path> files = Files.list(work)) {
                Path archive =
                        files.filter(f -> f.toString().endsWith(".deb"))
                                .findFirst()
                                .orElseThrow(() -> new IOException("apt-get left no package"));
                run(work, List.of("dpkg-deb", "-x", archive.toString(), work.toString()));
            }
            for (String name : ALL) {
                Files.move(
                        work.resolve(IN_PACKAGE).resolve(name),
                        cache.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new DataUnavailableException(
                    "The brain data are not on this machine and could not be fetched ("
                            + e.getMessage()
                            + "). Install the Debian package "
                            + PACKAGE
                            + ", or set "
                            + VARIABLE
                            + " to a folder with "
                            + ALL,
                    e);
        } finally {
            if (work != null) {
                delete(work);
            }
        }
    }

    /** With the package lists of the machine, or where it has none, with lists of our own. */
    private static void download(Path work) throws IOException {
        List<String> download = List.of("download", PACKAGE);
        try {
            apt(work, List.of(), download);
        } catch (IOException e) {
            Path lists = Files.createDirectories(work.resolve("lists"));
            Path archives = Files.createDirectories(work.resolve("archives"));
            List<String> own =
                    List.of("-o", "Dir::State::Lists=" + lists, "-o", "Dir::Cache=" + archives);
            apt(work, own, List.of("update"));
            apt(work, own, download);
        }
    }

    private static void apt(Path work, List<String> options, List<String> command)
            throws IOException {
        // As root, apt would drop to a user who may not write into our folder.
        List<String> line = new ArrayList<>(List.of("apt-get", "-o", "APT::Sandbox::User=root"));
        line.addAll(options);
        line.addAll(command);
        run(work, line);
    }

    private static void run(Path folder, List<String> command) throws IOException {
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                throw new IOException(command.get(0) + " took over " + TIMEOUT_MINUTES + " min");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    String.join(" ", command)
                            + ": "
                            + Files.readString(log, StandardCharsets.UTF_8).strip());
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // What is left lies in a cache and is found by nobody.
            folder.toFile().deleteOnExit();
        }
    }
}

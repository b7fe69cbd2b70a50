package org.segloss.demo.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Guards what an earlier run has written. */
public final class Results {

    private Results() {}

    /**
     * Checks that nothing would be lost.
     *
     * @param files what will be written
     * @param force whether the user allows it to replace what is there
     * @throws IllegalArgumentException if a file is there and may not be replaced
     */
    public static void requireAbsent(List<Path> files, boolean force) {
        files.stream()
                .filter(file -> !force && Files.exists(file))
                .findFirst()
                .ifPresent(
                        file -> {
                            throw new IllegalArgumentException(
                                    file
                                            + " is there already: choose another --out, or replace"
                                            + " it with --force");
                        });
    }
}

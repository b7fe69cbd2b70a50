package org.segloss.demo.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import org.segloss.demo.io.AtomicFile;
import org.segloss.demo.io.FolderArchive;
import org.segloss.demo.io.JsonFile;
import org.segloss.demo.io.TemporaryFolder;

/**
 * The files that tell which run a folder holds and whether it has ended: {@code specification.json}
 * is written first, {@code result.json} last.
 */
final class RunFiles {

    private static final String SPECIFICATION = "specification.json";
    private static final String RESULT = "result.json";
    private static final String LOG = "log.txt";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Run run;
    private final Path folder;

    /** The files of a run of the experiment in a folder, there or not. */
    RunFiles(Run run, Path out) {
        this.run = run;
        this.folder = run.folder(out);
    }

    /**
     * Checks that the folder holds no other run.
     *
     * @throws IllegalArgumentException if it does; the message names what differs
     */
    void requireSame() {
        JsonNode wanted = JSON.valueToTree(run);
        read(folder, SPECIFICATION, JsonNode.class)
                .flatMap(held -> difference("", held, wanted))
                .ifPresent(
                        difference -> {
                            throw new IllegalArgumentException(
                                    folder
                                            + " holds another run ("
                                            + difference
                                            + "): choose another --out, give the loss another"
                                            + " label, or delete the folder");
                        });
    }

    /** The first field that differs, with both values. */
    private static Optional<String> difference(String name, JsonNode held, JsonNode wanted) {
        if (!held.isObject() || !wanted.isObject()) {
            // By their digits: a float is not equal to the double that a file is read as.
            return shown(held).equals(shown(wanted))
                    ? Optional.empty()
                    : Optional.of(name + " was " + shown(held) + ", now " + shown(wanted));
        }
        TreeSet<String> fields = new TreeSet<>();
        held.fieldNames().forEachRemaining(fields::add);
        wanted.fieldNames().forEachRemaining(fields::add);
        return fields.stream()
                .map(
                        f ->
                                difference(
                                        name.isEmpty() ? f : name + "." + f,
                                        held.path(f),
                                        wanted.path(f)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "not set" : value.toString();
    }

    /**
     * What the run came to.
     *
     * @return nothing where it has not ended
     */
    Optional<RunResult> result() {
        return read(folder, RESULT, RunResult.class);
    }

    /** What a folder says that it holds. */
    static Optional<Run> specification(Path folder) {
        return read(folder, SPECIFICATION, Run.class);
    }

    private static <T> Optional<T> read(Path folder, String name, Class<T> type) {
        return JsonFile.read(folder.resolve(name), type, "delete " + folder);
    }

    /** Makes the folder ready for a new attempt, whatever an earlier one has left. */
    void begin() {
        deleteResult();
        // Makes the folder, too.
        JsonFile.write(folder.resolve(SPECIFICATION), run);
        AtomicFile.sweep(folder);
    }

    private void deleteResult() {
        try {
            Files.deleteIfExists(folder.resolve(RESULT));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e, e);
        }
    }

    /** Marks the run as ended. */
    void end(RunResult result) {
        JsonFile.write(folder.resolve(RESULT), result);
    }

    /** All files of a run that has ended, to be sent to where they are kept. */
    byte[] pack() {
        return FolderArchive.pack(folder, folder.resolve(RESULT));
    }

    /**
     * Keeps a run that has ended elsewhere, in place of whatever an earlier attempt has left.
     *
     * @param packed its files
     * @return what it came to
     */
    RunResult replace(byte[] packed) {
        // A kill in here must leave no result whose files are not all there.
        deleteResult();
        TemporaryFolder.delete(folder);
        FolderArchive.unpack(packed, folder);
        return result().orElseThrow();
    }

    Path folder() {
        return folder;
    }

    Path log() {
        return folder.resolve(LOG);
    }
}

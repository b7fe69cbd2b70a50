package org.segloss.demo.zoo;

import ai.djl.repository.Artifact;
import ai.djl.repository.Metadata;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.segloss.demo.io.AtomicFile;

/**
 * One network of a repository: a {@code metadata.json} in DJL's form that lists one checkpoint.
 *
 * <p>The checkpoint lies in a folder named after its checksum. So a network is replaced in one
 * step, that of its {@code metadata.json}, and DJL's cache never takes an earlier one for it.
 */
final class ZooEntry {

    /** Where a repository holds networks: DJL's folder for the application and the group. */
    static final String NETWORKS = "model/cv/semantic_segmentation/org/segloss";

    /** The one version that a network has here; another is another network. */
    static final String VERSION = "0.0.1";

    /** What a network may be called: it is part of addresses and of file names. */
    static final String NAME = "[a-z0-9][a-z0-9._-]*";

    private static final String METADATA = "metadata.json";

    private final Metadata metadata;

    /** Takes what {@link #read} has checked, or {@link Description} made. */
    ZooEntry(Metadata metadata) {
        this.metadata = metadata;
    }

    /**
     * Finds the networks of a repository.
     *
     * @param root its top
     * @return their names, in order
     */
    static List<String> names(Path root) throws IOException {
        Path networks = root.resolve(NETWORKS);
        if (!Files.isDirectory(networks)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(networks)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(METADATA)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /**
     * Reads what a repository says of a network.
     *
     * @throws IllegalArgumentException if it is not what {@link #put} writes. A stranger's entry
     *     must name no file outside its own folder, and bring none that DJL would take for code.
     */
    static ZooEntry read(Path root, String name) throws IOException {
        Path file = root.resolve(NETWORKS).resolve(name).resolve(METADATA);
        try {
            Metadata metadata =
                    JsonUtils.GSON_PRETTY.fromJson(Files.readString(file), Metadata.class);
            if (!isOrdinary(metadata, name)) {
                throw damaged(file, null);
            }
            metadata.init(Map.of());
            return new ZooEntry(metadata);
        } catch (JsonParseException e) {
            throw damaged(file, e);
        }
    }

    private static boolean isOrdinary(Metadata metadata, String name) {
        if (metadata == null || metadata.getArtifacts() == null) {
            return false;
        }
        ZooEntry entry = new ZooEntry(metadata);
        return name.matches(NAME)
                && name.equals(entry.name())
                && metadata.getArtifacts().size() == 1
                && entry.artifact().getFiles().size() == 1
                && VERSION.equals(entry.artifact().getVersion())
                && String.valueOf(entry.artifact().getName()).matches(NAME)
                && CheckpointBlockFactory.FILE.equals(entry.checkpoint().getName())
                && uri(entry.artifact()).equals(entry.checkpoint().getUri())
                && entry.checkpoint().getSha1Hash() != null;
    }

    private static IllegalArgumentException damaged(Path file, Exception cause) {
        return new IllegalArgumentException(
                file.toUri()
                        + " is damaged or of another kind: expected the description of one"
                        + " checkpoint with its checksum, as \"segloss zoo export\" writes it; export"
                        + " or import the network again with --force",
                cause);
    }

    Metadata metadata() {
        return metadata;
    }

    String name() {
        return metadata.getArtifactId();
    }

    private Artifact artifact() {
        return metadata.getArtifacts().get(0);
    }

    private Artifact.Item checkpoint() {
        return artifact().getFiles().values().iterator().next();
    }

    /** Where the checkpoint lies, from its metadata. */
    static String uri(Artifact artifact) {
        return String.join(
                "/", artifact.getVersion(), artifact.getName(), CheckpointBlockFactory.FILE);
    }

    /** Where the checkpoint lies. */
    Path checkpoint(Path root) {
        return folder(root).resolve(checkpoint().getUri());
    }

    private Path folder(Path root) {
        return root.resolve(NETWORKS).resolve(name());
    }

    /**
     * Checks a checkpoint against the metadata.
     *
     * @param file the checkpoint, or a copy of it
     * @param fix what to do where it differs
     * @throws IllegalArgumentException if it is missing or not the one that was listed
     */
    void verify(Path file, String fix) throws IOException {
        Checksum expected = new Checksum(checkpoint().getSha1Hash(), checkpoint().getSize());
        Checksum found = Files.isRegularFile(file) ? Checksum.of(file) : Checksum.NONE;
        if (!found.equals(expected)) {
            throw new IllegalArgumentException(
                    file.toUri()
                            + " is cut short or was changed: found "
                            + found
                            + ", expected "
                            + expected
                            + "; "
                            + fix);
        }
    }

    /** Whether a repository has a network of this name. */
    boolean isIn(Path root) {
        return Files.exists(folder(root).resolve(METADATA));
    }

    /** Writes the network into a repository; an earlier one of its name goes. */
    void put(Path root, Path checkpoint) throws IOException {
        Path file = checkpoint(root);
        Path description = folder(root).resolve(METADATA);
        AtomicFile.write(file, out -> Files.copy(checkpoint, out));
        byte[] json = JsonUtils.GSON_PRETTY.toJson(metadata).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(description, out -> out.write(json));
        try (Stream<Path> files = Files.walk(folder(root))) {
            List<Path> old =
                    files.filter(f -> !file.startsWith(f) && !f.equals(description))
                            .sorted(Comparator.reverseOrder())
                            .toList();
            for (Path path : old) {
                Files.delete(path);
            }
        }
    }
}

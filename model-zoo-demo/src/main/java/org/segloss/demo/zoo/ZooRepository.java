package org.segloss.demo.zoo;

import ai.djl.Application;
import ai.djl.repository.AbstractRepository;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Metadata;
import ai.djl.util.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.segloss.demo.io.FolderOrJar;

/**
 * Networks in DJL's repository layout, in a folder or inside a jar. As from every repository but a
 * plain folder of a model, DJL loads them from a copy in its cache; original and copy are checked
 * against the checksum each time.
 */
public final class ZooRepository extends AbstractRepository {

    private final FolderOrJar place;

    /**
     * Names a repository; it is read when it is used, and need not be there to be written.
     *
     * @param path a folder, or a file whose name ends in {@code .jar}
     */
    public ZooRepository(Path path) {
        super(path.toString(), path.toUri());
        place = new FolderOrJar(path);
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    /**
     * Finds the networks.
     *
     * @return one resource for each, by name
     * @throws IllegalArgumentException if there is no such folder or jar
     */
    @Override
    public List<MRL> getResources() {
        return place.read(ZooEntry::names).stream()
                .map(n -> model(Application.CV.SEMANTIC_SEGMENTATION, SeglossModelZoo.GROUP_ID, n))
                .toList();
    }

    /**
     * Reads the {@code metadata.json} of a network.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    @Override
    public Metadata locate(MRL mrl) {
        Metadata metadata = place.read(root -> ZooEntry.read(root, mrl.getArtifactId())).metadata();
        metadata.setRepositoryUri(mrl.toURI());
        return metadata;
    }

    @Override
    public Artifact resolve(MRL mrl, Map<String, String> filter) throws IOException {
        return mrl.match(filter);
    }

    /**
     * Copies a network into DJL's cache, unless it is there.
     *
     * @throws IllegalArgumentException if the checkpoint, or the copy, is not the one that was
     *     exported
     */
    @Override
    public void prepare(Artifact artifact, Progress progress) throws IOException {
        ZooEntry entry = new ZooEntry(artifact.getMetadata());
        place.read(root -> verified(entry, root));
        super.prepare(artifact, progress);
        Path copies = getResourceDirectory(artifact);
        entry.verify(
                copies.resolve(CheckpointBlockFactory.FILE),
                "delete the folder " + copies + " and load the network again");
    }

    @Override
    protected void download(Path folder, URI base, Artifact.Item item, Progress progress)
            throws IOException {
        place.read(
                root -> {
                    Path file = root.resolve(base.getPath()).resolve(item.getUri());
                    try (InputStream in = Files.newInputStream(file)) {
                        save(in, folder, item, progress);
                    }
                    return file;
                });
    }

    private static Path verified(ZooEntry entry, Path root) throws IOException {
        Path checkpoint = entry.checkpoint(root);
        entry.verify(checkpoint, "export or import the network again with --force");
        return checkpoint;
    }

    /**
     * Adds a network from its training.
     *
     * @param checkpoint a checkpoint that a training wrote
     * @param name what to call it, or null for a name made of its data and loss
     * @param force whether a network of that name may be replaced
     * @return its name
     * @throws IOException if the checkpoint cannot be read
     * @throws IllegalArgumentException if the name is taken or no name, or the checkpoint damaged
     */
    public String add(Path checkpoint, String name, boolean force) throws IOException {
        ZooEntry entry = new ZooEntry(Description.of(checkpoint, name));
        place.write(
                root -> {
                    requireAbsent(entry, root, force);
                    entry.put(root, checkpoint);
                });
        return entry.name();
    }

    /**
     * Adds all networks of another repository, once all of them have been checked.
     *
     * @param source the other one
     * @param force whether networks of the same names may be replaced
     * @return their names
     * @throws IllegalArgumentException if one of them is damaged, or its name taken
     */
    public List<String> addAll(ZooRepository source, boolean force) {
        return source.place.read(
                from -> {
                    List<ZooEntry> entries = new ArrayList<>();
                    for (String name : ZooEntry.names(from)) {
                        ZooEntry entry = ZooEntry.read(from, name);
                        verified(entry, from);
                        entries.add(entry);
                    }
                    if (entries.isEmpty()) {
                        throw new IllegalArgumentException(
                                source.getName()
                                        + " holds no networks: give a folder or jar that \"segloss"
                                        + " zoo export\" wrote");
                    }
                    place.write(
                            to -> {
                                for (ZooEntry entry : entries) {
                                    requireAbsent(entry, to, force);
                                }
                                for (ZooEntry entry : entries) {
                                    entry.put(to, entry.checkpoint(from));
                                }
                            });
                    return entries.stream().map(ZooEntry::name).toList();
                });
    }

    private void requireAbsent(ZooEntry entry, Path root, boolean force) {
        if (!force && entry.isIn(root)) {
            throw new IllegalArgumentException(
                    getName()
                            + " has a network "
                            + entry.name()
                            + " already: choose another place or name, or replace it with --force");
        }
    }
}

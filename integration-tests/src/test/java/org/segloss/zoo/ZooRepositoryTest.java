package org.segloss.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.segloss.zoo.Loading.assertClose;
import static org.segloss.zoo.Loading.logits;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.demo.cli.Engines;
import org.segloss.demo.train.RunFolder;
import org.segloss.demo.zoo.ZooRepository;

/** What goes into a repository comes out as it was, or not at all. */
class ZooRepositoryTest {

    private static final String NETWORKS = "model/cv/semantic_segmentation/org/segloss/";

    @TempDir private static Path shared;
    @TempDir private Path folder;

    private static Path run;

    @BeforeAll
    static void trainAndKeepTheCacheOfTheUserClean() {
        run = Trainings.pictures(shared.resolve("run"), Engines.present().get(0), 1);
        Loading.useCache(shared.resolve("cache"));
    }

    @AfterAll
    static void forgetTheCache() {
        Loading.forgetCache();
    }

    private Path exported(String location) throws IOException {
        Path target = folder.resolve(location);
        new ZooRepository(target).add(RunFolder.best(run), "net", false);
        return target;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoo", "zoo.jar"})
    void aReplacedNetworkLeavesNothingOfTheEarlier(String name) throws Exception {
        Path zoo = exported(name);
        float[] earlier = logits(zoo);
        ZooRepository repository = new ZooRepository(zoo);
        Path other = Trainings.pictures(folder.resolve("other"), Engines.present().get(0), 9);
        IllegalArgumentException taken =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> repository.add(RunFolder.best(other), "net", false));
        assertTrue(taken.getMessage().contains("net already"), taken.getMessage());
        assertArrayEquals(earlier, logits(zoo), 1e-5f);
        repository.add(RunFolder.best(other), "net", true);
        assertFalse(Arrays.equals(earlier, logits(zoo)), "the cache holds the earlier network");
        List<Path> files = inside(zoo, ZooRepositoryTest::files);
        assertEquals(2, files.size(), "description and checkpoint: " + files);
    }

    @Test
    void aNetworkMovesFromJarToFolderOnceItIsChecked() throws Exception {
        Path jar = exported("zoo.jar");
        ZooRepository user = new ZooRepository(folder.resolve("user"));
        assertEquals(List.of("net"), user.addAll(new ZooRepository(jar), false));
        assertClose(logits(jar), logits(folder.resolve("user")));
        assertRefused("net already", () -> user.addAll(new ZooRepository(jar), false));

        // One bad network of two: none is taken over.
        Path other = folder.resolve("other.jar");
        new ZooRepository(other).add(RunFolder.best(run), "a-good-one", false);
        new ZooRepository(other).add(RunFolder.best(run), "bad", false);
        change(other, checkpoint("bad"), content -> Arrays.copyOf(content, content.length / 2));
        assertRefused(
                "other.jar!/" + NETWORKS + "bad",
                () -> user.addAll(new ZooRepository(other), false));
        assertEquals(List.of("net"), names(user));
        assertRefused(
                "holds no networks",
                () ->
                        user.addAll(
                                new ZooRepository(Files.createDirectory(folder.resolve("e"))),
                                false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoo", "zoo.jar"})
    void aTamperedOrTruncatedCheckpointIsRefused(String name) throws Exception {
        Path zoo = exported(name);
        long size = Files.size(RunFolder.best(run));
        logits(zoo); // A copy in the cache does not help.
        change(
                zoo,
                checkpoint("net"),
                content -> {
                    content[content.length / 2] ^= 1;
                    return content;
                });
        String tampered = refusal(() -> logits(zoo));
        for (String part :
                List.of("network.ckpt", "found SHA-1", "expected SHA-1", "of " + size, "--force")) {
            assertTrue(tampered.contains(part), tampered);
        }
        change(zoo, checkpoint("net"), content -> Arrays.copyOf(content, content.length - 1));
        String truncated = refusal(() -> logits(zoo));
        assertTrue(truncated.contains("of " + (size - 1) + " bytes"), truncated);
        change(zoo, checkpoint("net"), content -> null);
        assertRefused("found SHA-1 none", () -> logits(zoo));
    }

    @Test
    void aTamperedCopyInTheCacheIsRefused() throws Exception {
        Path zoo = exported("zoo");
        float[] expected = logits(zoo);
        Path checkpoint = zoo.relativize(checkpoint("net").of(zoo));
        Path copy = new ZooRepository(zoo).getCacheDirectory().resolve(checkpoint.toString());
        byte[] content = Files.readAllBytes(copy);
        Files.write(copy, Arrays.copyOf(content, content.length / 2));
        assertRefused("delete the folder " + copy.getParent(), () -> logits(zoo));
        Files.delete(copy);
        Files.delete(copy.getParent());
        assertClose(expected, logits(zoo));
    }

    @Test
    void aJarThatIsCutShortIsRefused() throws Exception {
        Path jar = exported("zoo.jar");
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length - 100));
        assertRefused("zoo.jar is cut short or damaged", () -> logits(jar));
        assertRefused("none.jar is not there", () -> logits(folder.resolve("none.jar")));
        assertRefused("none is not there", () -> logits(folder.resolve("none")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sha1Hash\" | \"sha1hash\"",
                "\"uri\": \"0.0.1/ | \"uri\": \"../../",
                "\"name\": \"network.ckpt\" | \"name\": \"../network.ckpt\"",
                "\"name\": \"network.ckpt\" | \"name\": \"code.jar\"",
                "\"version\": \"0.0.1\" | \"version\": \"..\"",
                "\"artifactId\": \"net\" | \"artifactId\": \"other\"",
                "\"artifacts\" | \"none\"",
                "{ | ["
            })
    void aDescriptionThatIsNotOneOfOursIsRefused(String before, String after) throws Exception {
        Path zoo = exported("zoo");
        Path file = zoo.resolve(NETWORKS + "net/metadata.json");
        String json = Files.readString(file);
        assertTrue(json.contains(before), json);
        Files.writeString(file, json.replace(before, after));
        assertRefused("metadata.json is damaged", () -> logits(zoo));
        Files.writeString(file, json.substring(0, json.length() / 2));
        assertRefused("metadata.json is damaged", () -> logits(zoo));
    }

    @Test
    void aNameThatIsNoneAndACheckpointWithoutHistoryAreRefused() {
        ZooRepository repository = new ZooRepository(folder.resolve("zoo"));
        for (String name : List.of("My net", "../net", "")) {
            assertRefused(
                    "the name '" + name + "'",
                    () -> repository.add(RunFolder.best(run), name, false));
        }
        assertRefused(
                "is not a checkpoint", () -> repository.add(run.resolve("run.json"), "net", false));
        assertRefused("holds no best.ckpt", () -> RunFolder.best(folder));
        assertFalse(Files.exists(folder.resolve("zoo")));
    }

    private interface Work<T> {
        T of(Path root) throws IOException;
    }

    private static <T> T inside(Path zoo, Work<T> work) throws IOException {
        if (Files.isDirectory(zoo)) {
            return work.of(zoo);
        }
        try (FileSystem jar = FileSystems.newFileSystem(zoo, Map.of())) {
            return work.of(jar.getPath("/"));
        }
    }

    private interface Edit {
        byte[] of(byte[] content);
    }

    private static Work<Path> checkpoint(String name) {
        return root ->
                files(root.resolve(NETWORKS + name)).stream()
                        .filter(file -> file.toString().endsWith(".ckpt"))
                        .findFirst()
                        .orElseThrow();
    }

    private static void change(Path zoo, Work<Path> file, Edit edit) throws IOException {
        inside(
                zoo,
                root -> {
                    Path path = file.of(root);
                    byte[] content = edit.of(Files.readAllBytes(path));
                    Files.delete(path);
                    return content == null ? path : Files.write(path, content);
                });
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> names(ZooRepository repository) {
        return repository.getResources().stream().map(mrl -> mrl.getArtifactId()).toList();
    }

    private static String refusal(Executable use) {
        return assertThrows(IllegalArgumentException.class, use).getMessage();
    }

    private static void assertRefused(String message, Executable use) {
        String found = refusal(use);
        assertTrue(found.contains(message), found);
    }
}

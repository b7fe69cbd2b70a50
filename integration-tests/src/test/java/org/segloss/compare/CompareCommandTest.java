package org.segloss.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.LossEntry;
import org.segloss.LossEntry.OptionEntry;
import org.segloss.Losses;
import org.segloss.demo.cli.Engines;
import org.segloss.train.Outcome;

/** {@code segloss compare} as a user runs it. */
class CompareCommandTest {

    private static final int VOXELS = 6 * 5;

    @TempDir private Path folder;

    private final StringBuilder printed = new StringBuilder();
    private final StringBuilder complained = new StringBuilder();

    /**
     * Losses that random tensors do not move: an erosion takes away whatever errors a window has
     * few of, and where all classes touch none is forbidden to.
     */
    private static final Set<String> STILL = Set.of("hausdorff-er", "non-adjacency");

    @Test
    void everyLossThatNeedsNoOptionHasARow() throws IOException {
        Path json = folder.resolve("table.json");
        int status = compare("--shape", "2x3x6x5", "--json", json.toString());
        List<String> expected =
                Losses.all().stream()
                        .filter(loss -> loss.options().stream().noneMatch(OptionEntry::required))
                        .map(LossEntry::name)
                        .toList();
        JsonNode rows = new ObjectMapper().readTree(json.toFile());
        assertEquals(expected, rows.findValuesAsText("name"));
        for (JsonNode row : rows) {
            assertEquals(Engines.present(), row.get("engines").findValuesAsText("engine"));
            assertEquals("seed 0", row.get("tensors").textValue());
            boolean still = STILL.contains(row.get("loss").get("name").textValue());
            for (JsonNode engine : row.get("engines")) {
                assertTrue(still || engine.get("gradientNorm").doubleValue() > 0, row::toString);
                assertTrue(engine.get("milliseconds").doubleValue() > 0, row::toString);
            }
        }
        assertEquals(0, status, this::complaint);
        List<String> firstWords =
                table().lines().map(line -> line.split("\\s+", 2)[0]).distinct().toList();
        assertTrue(firstWords.containsAll(expected), this::table);
        assertTrue(table().lines().allMatch(line -> line.length() <= 120), this::table);
    }

    @Test
    void theSeedDecidesTheNumbers() throws IOException {
        double first = value("--seed", "1");
        assertEquals(first, value("--seed", "1"));
        assertNotEquals(first, value("--seed", "2"));
    }

    @Test
    void oneEngineAloneShowsItsValues() {
        String engine = Engines.present().get(0);
        assertEquals(0, compare("--engine", engine.toLowerCase(Locale.ROOT), "--loss", "dice"));
        assertTrue(table().contains("nothing to compare with: " + engine), this::table);
    }

    @Test
    void aLossIsGivenWithItsOptions() throws IOException {
        String half =
                "{\"name\":\"weighted-sum\",\"options\":{\"losses\":[\"dice\"],\"weights\":[0.5]}}";
        assertEquals(value() / 2, value("--loss", half), 1e-7);
    }

    @Test
    void archivesAreFoundBelowAFolder() throws IOException {
        archive("b.npz", 0, 1);
        archive("deep/a.npz", 0, 255);
        Files.writeString(folder.resolve("manifest.json"), "{}");
        Path csv = folder.resolve("table.csv");
        int status =
                compare("--golden", folder.toString(), "--loss", "dice", "--csv", csv.toString());
        assertEquals(0, status, this::complaint);
        List<String> lines = Files.readAllLines(csv);
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).startsWith("b.npz,dice,"), lines.get(1));
        assertTrue(lines.get(2).startsWith("deep/a.npz,dice,"), lines.get(2));
        assertTrue(lines.get(2).contains("label 255"), lines.get(2));
        assertTrue(table().contains("1 compared, 1 refused"), this::table);
    }

    @Test
    void aLossGetsTheLabelArraysThatItKnows() throws IOException {
        archive("weighted.npz", 0, 1, "weight_map");
        double[] values = new double[2];
        values[0] = value("--golden", folder.toString(), "--loss", "cross-entropy");
        archive("weighted.npz", 0, 1, "another_name");
        values[1] = value("--golden", folder.toString(), "--loss", "cross-entropy");
        assertNotEquals(values[0], values[1]);
    }

    @Test
    void aTruncatedArchiveIsNamed() throws IOException {
        Path file = archive("cut.npz", 0, 1);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertEquals(1, compare("--golden", folder.toString()));
        assertTrue(complaint().contains(file + " is not a complete NumPy archive"), complaint());
        assertFalse(complaint().contains("\tat "), complaint());
    }

    @Test
    void aDamagedArchiveIsNamed() throws IOException {
        Path file = archive("damaged.npz", 0, 1);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 60, 200, (byte) 0x5a);
        Files.write(file, bytes);
        assertEquals(1, compare("--golden", folder.toString()));
        assertTrue(complaint().contains(file + " is not a complete NumPy archive"), complaint());
    }

    @Test
    void aFolderWithoutArchivesIsRefused() {
        assertEquals(1, compare("--golden", folder.toString()));
        assertTrue(complaint().contains(folder + " holds no .npz file"), complaint());
    }

    @Test
    void anEarlierTableIsReplacedOnRequestOnly() throws IOException {
        Path json = Files.writeString(folder.resolve("table.json"), "precious");
        String[] arguments = {"--loss", "dice", "--shape", "1x2x4x4", "--json", json.toString()};
        assertEquals(1, compare(arguments));
        assertTrue(complaint().contains(json + " exists"), complaint());
        assertEquals("precious", Files.readString(json));
        assertEquals("", table());

        assertEquals(0, compare(with(arguments, "--force")), this::complaint);
        assertTrue(Files.readString(json).startsWith("["));
    }

    @Test
    void badArgumentsAreRefusedBeforeAnEngineRuns() {
        assertEquals(2, compare("--shape", "2by3"));
        assertEquals(2, compare("--loss", "dize"));
        assertEquals(2, compare("--golden", folder.toString(), "--seed", "1"));
        assertEquals(1, compare("--shape", "2x3"));
        assertEquals(1, compare("--engine", "TensorFlow"));
        assertTrue(complaint().contains("did you mean 'dice'"), complaint());
        assertTrue(complaint().contains("known are [PyTorch, MXNet]"), complaint());
        assertEquals("", table());
    }

    /** The reference engine's value of the only row; Dice unless another loss is asked for. */
    private double value(String... arguments) throws IOException {
        Path json = folder.resolve("value.json");
        String[] all = with(arguments, "--json", json.toString(), "--force");
        boolean loss = List.of(arguments).contains("--loss");
        assertEquals(0, compare(loss ? all : with(all, "--loss", "dice")), this::complaint);
        return new ObjectMapper().readTree(json.toFile()).findValue("value").doubleValue();
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private int compare(String... arguments) {
        Object[] words = with(new String[] {"compare", "--repetitions", "1"}, arguments);
        Outcome outcome = Outcome.segloss(words);
        printed.append(outcome.out());
        complained.append(outcome.err());
        return outcome.status();
    }

    private Path archive(String name, int label, int corner, String... mapNames)
            throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Engines.present().get(0));
                OutputStream stream = Files.newOutputStream(file)) {
            float[] ramp = new float[2 * VOXELS];
            int[] labels = new int[VOXELS];
            for (int i = 0; i < ramp.length; i++) {
                ramp[i] = 0.1f * i;
            }
            Arrays.fill(labels, label);
            labels[0] = corner;
            NDList arrays =
                    new NDList(
                            named("logits", manager.create(ramp, new Shape(1, 2, 6, 5))),
                            named("labels", manager.create(labels, new Shape(1, 1, 6, 5))));
            float[] weights = Arrays.copyOf(ramp, VOXELS);
            for (String map : mapNames) {
                arrays.add(named(map, manager.create(weights, new Shape(1, 6, 5))));
            }
            arrays.encode(stream, NDList.Encoding.NPZ);
        }
        return file;
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }

    private String table() {
        return printed.toString();
    }

    private String complaint() {
        return complained.toString();
    }
}

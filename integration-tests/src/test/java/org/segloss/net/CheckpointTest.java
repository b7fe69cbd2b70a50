package org.segloss.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.demo.net.Checkpoint;
import org.segloss.demo.net.UNet;
import org.segloss.demo.net.UNetConfig;

/** A checkpoint belongs to no engine, and nothing else passes for one. */
class CheckpointTest {

    private static final UNetConfig CONFIG = new UNetConfig(2, 3, 4, 3, 4);

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"PyTorch, MXNet", "MXNet, PyTorch"})
    void whatOneEngineWroteTheOtherPredictsWith(String writer, String reader) {
        Path file = folder.resolve("network.zip");
        Map<String, Object> metadata =
                Map.of("loss", "dice", "epoch", 3, "classes", List.of("background", "caudate"));
        float[] expected;
        try (NDManager manager = Networks.manager(writer)) {
            UNet network = Networks.seeded(CONFIG, manager);
            expected = predict(network, manager);
            Checkpoint.save(file, network, metadata);
        }
        try (NDManager manager = Networks.manager(reader)) {
            Checkpoint checkpoint = Checkpoint.load(file);
            assertEquals(metadata, checkpoint.metadata());
            assertEquals(CONFIG, checkpoint.config());
            UNet network = new UNet(checkpoint.config());
            checkpoint.restore(network, manager);
            Networks.assertClose(expected, predict(network, manager), 1e-4, "logits");
        }
    }

    @ParameterizedTest
    @MethodSource("org.segloss.net.Networks#engines")
    void anotherNetworkIsRefused(String engine) {
        try (NDManager manager = Networks.manager(engine)) {
            Checkpoint checkpoint = Checkpoint.load(saved(manager));
            UNet wider = new UNet(new UNetConfig(2, 3, 8, 3, 4));
            Exception refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> checkpoint.restore(wider, manager));
            assertTrue(refused.getMessage().contains("width=4"), refused.getMessage());
            assertTrue(refused.getMessage().contains("width=8"), refused.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("org.segloss.net.Networks#engines")
    void weightsGoIntoANetworkOnce(String engine) {
        try (NDManager manager = Networks.manager(engine)) {
            Checkpoint checkpoint = Checkpoint.load(saved(manager));
            UNet network = new UNet(CONFIG);
            checkpoint.restore(network, manager);
            assertThrows(IllegalStateException.class, () -> checkpoint.restore(network, manager));
        }
    }

    @ParameterizedTest
    @MethodSource("org.segloss.net.Networks#engines")
    void aDamagedFileIsRefused(String engine) throws IOException {
        try (NDManager manager = Networks.manager(engine)) {
            byte[] whole = Files.readAllBytes(saved(manager));
            byte[] flipped = whole.clone();
            flipped[whole.length / 2] ^= 1;
            assertRefused(Arrays.copyOf(whole, whole.length / 2));
            assertRefused(Arrays.copyOf(whole, whole.length - 1));
            assertRefused(flipped);
            assertRefused(new byte[0]);
        }
    }

    @ParameterizedTest
    @MethodSource("org.segloss.net.Networks#engines")
    void aFailedSaveLeavesTheEarlierCheckpoint(String engine) throws IOException {
        try (NDManager manager = Networks.manager(engine)) {
            Path file = saved(manager);
            byte[] earlier = Files.readAllBytes(file);
            Map<String, Object> unwritable = Map.of("loss", new Object());
            UNet network = Networks.seeded(CONFIG, manager);
            assertThrows(
                    UncheckedIOException.class, () -> Checkpoint.save(file, network, unwritable));
            assertArrayEquals(earlier, Files.readAllBytes(file));
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(List.of(file), files.toList());
            }
        }
    }

    private void assertRefused(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("damaged.zip"), content);
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> Checkpoint.load(file));
        assertTrue(refused.getMessage().contains("damaged.zip"), refused.getMessage());
    }

    private Path saved(NDManager manager) {
        Path file = folder.resolve("network.zip");
        Checkpoint.save(file, Networks.seeded(CONFIG, manager), Map.of());
        return file;
    }

    private static float[] predict(UNet network, NDManager manager) {
        NDArray input = Networks.gaussian(manager, Networks.inputShape(CONFIG), 1);
        return Networks.forward(network, input, false).toFloatArray();
    }
}

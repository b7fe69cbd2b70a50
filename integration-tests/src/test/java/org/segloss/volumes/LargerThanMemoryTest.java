package org.segloss.volumes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.demo.Segloss;
import org.segloss.demo.cli.Engines;
import org.segloss.demo.image.ImageFiles;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Nifti;
import org.segloss.demo.image.NiftiType;
import org.segloss.demo.image.Volume;
import org.segloss.demo.net.Checkpoint;
import org.segloss.demo.net.UNet;
import org.segloss.demo.net.UNetConfig;
import org.segloss.demo.net.Weights;
import org.segloss.demo.sliding.Tiling;
import org.segloss.demo.train.Predictor;

/** A volume whose voxels alone are more than the memory of the process that segments it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LargerThanMemoryTest {

    private static final int HEAP = 40 << 20;

    private static final int[] SHAPE = {480, 160, 160};

    @TempDir private Path folder;

    @Test
    void isSegmentedAsOneThatFits() throws IOException, InterruptedException {
        String engine = Engines.present().get(0);
        Path checkpoint = checkpoint(engine);
        Volume volume = volume();
        assertTrue(4L * volume.values().length > HEAP, "it would not fit");
        Path image = folder.resolve("image.nii.gz");
        Nifti.of(volume).write(image, NiftiType.INT16);
        Mask expected = new Predictor(checkpoint, engine, new Tiling(0, true)).predict(volume);
        assertEquals(1, expected.maxLabel(), "a mask of one class would prove nothing");

        Path out = folder.resolve("out/mask.nii.gz");
        Path log = folder.resolve("child.log");
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + HEAP,
                                "-classpath",
                                System.getProperty("java.class.path"),
                                Segloss.class.getName(),
                                "predict",
                                "--checkpoint",
                                checkpoint.toString(),
                                "--image",
                                image.toString(),
                                "--out",
                                out.toString(),
                                "--overlap",
                                "0",
                                "--engine",
                                engine)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertEquals(0, child.waitFor(), () -> read(log));
        } finally {
            child.destroyForcibly();
        }
        assertArrayEquals(expected.labels(), ImageFiles.readMask(out).labels());
        try (Stream<Path> files = Files.list(out.getParent())) {
            assertEquals(
                    List.of("mask-overlay.png", "mask.nii.gz"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    /** A network that has learnt nothing says something else where the volume is not constant. */
    private Path checkpoint(String engine) {
        Path file = folder.resolve("network.ckpt");
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine)) {
            UNet network = new UNet(new UNetConfig(3, 2, 2, 1, 2));
            Weights.seed(network, manager, 1);
            Map<String, Object> view =
                    Map.of(
                            "kind",
                            "patches",
                            "patch",
                            new int[] {16, 40, 40},
                            "foreground",
                            0.5,
                            "perVolume",
                            1);
            Checkpoint.save(
                    file, network, Map.of("classNames", List.of("no", "yes"), "view", view));
        }
        return file;
    }

    private static Volume volume() {
        float[] values = new float[Volume.sizeOf(SHAPE)];
        for (int z = 30; z < SHAPE[0]; z += 100) {
            int start = (z * SHAPE[1] + z / 4) * SHAPE[2];
            for (int i = 0; i < 50 * SHAPE[2]; i++) {
                values[start + i] = i % 1000;
            }
            Arrays.fill(values, start + 200 * SHAPE[2], start + 400 * SHAPE[2], 500);
        }
        return new Volume(1, SHAPE, new float[] {1, 1, 1}, values);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}

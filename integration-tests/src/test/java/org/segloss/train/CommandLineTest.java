package org.segloss.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.segloss.train.Outcome.segloss;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.demo.cli.Engines;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Nifti;
import org.segloss.demo.image.NiftiType;
import org.segloss.demo.image.Png;
import org.segloss.demo.image.Volume;

/** The commands as a user calls them, on a folder of bright squares. */
class CommandLineTest {

    private static final int[] SHAPE = {20, 28};

    private static final int EPOCHS = 24;

    @TempDir private static Path shared;
    @TempDir private Path folder;

    private static Path run;

    @BeforeAll
    static void trainOnSquares() throws IOException {
        for (int i = 0; i < 20; i++) {
            Mask mask = square(new Random(i));
            Path name = Path.of("square" + i + ".png");
            Png.writeMask(shared.resolve("data/masks").resolve(name), mask);
            writeImage(shared.resolve("data/images").resolve(name), mask, new Random(i));
        }
        run = shared.resolve("run");
        Outcome outcome = train(run, "--epochs", EPOCHS);
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(EPOCHS, outcome.out().lines().filter(l -> l.startsWith("epoch")).count());
    }

    private static Outcome train(Path out, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("train", "--data", shared.resolve("data"), "--out", out));
        arguments.addAll(List.of("--depth", 2, "--width", 4));
        if (!List.of(more).contains("--loss")) {
            arguments.addAll(List.of("--loss", "dice-ce"));
        }
        arguments.addAll(List.of(more));
        return segloss(arguments.toArray());
    }

    private static Mask square(Random random) {
        int top = random.nextInt(10);
        int left = random.nextInt(16);
        int[] labels = new int[SHAPE[0] * SHAPE[1]];
        for (int i = 0; i < 64; i++) {
            labels[(top + i / 8) * SHAPE[1] + left + i % 8] = 1;
        }
        return new Mask(SHAPE, labels);
    }

    private static void writeImage(Path file, Mask mask, Random random) {
        BufferedImage image = new BufferedImage(SHAPE[1], SHAPE[0], BufferedImage.TYPE_BYTE_GRAY);
        int[] grey =
                Arrays.stream(mask.labels()).map(l -> 60 + 90 * l + random.nextInt(40)).toArray();
        image.getRaster().setSamples(0, 0, SHAPE[1], SHAPE[0], 0, grey);
        Png.write(file, image);
    }

    private static double dice(Mask predicted, Mask truth) {
        int shared = 0;
        for (int i = 0; i < truth.labels().length; i++) {
            shared += predicted.labels()[i] * truth.labels()[i];
        }
        int both = Arrays.stream(predicted.labels()).sum() + Arrays.stream(truth.labels()).sum();
        return 2.0 * shared / both;
    }

    @Test
    void trainingLeavesEveryResult() throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(
                    List.of(
                            "best.ckpt",
                            "curves.png",
                            "last.ckpt",
                            "metrics.csv",
                            "metrics.json",
                            "overlays.png",
                            "predictions.png",
                            "run.json",
                            "validation.json"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        List<String> csv = Files.readAllLines(run.resolve("metrics.csv"));
        assertEquals(
                "epoch,loss,dice class 1,mean dice,seconds"
                        + ",dice-ce.cross-entropy,dice-ce.dice"
                        + ",weight dice-ce.cross-entropy,weight dice-ce.dice",
                csv.get(0));
        assertEquals(EPOCHS + 1, csv.size());
        assertTrue(Files.readString(run.resolve("run.json")).contains("\"dice-ce\""));
    }

    @Test
    void weightsFollowTheirSchedules() throws IOException {
        String loss =
                "{\"name\":\"weighted-sum\",\"options\":{\"losses\":[\"ce\",\"dice\"],\"weights\":[1,"
                        + "{\"type\":\"linear\",\"from\":0,\"to\":1,\"epochs\":2}]}}";
        Outcome outcome = train(folder, "--epochs", 3, "--loss", loss);
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.out().contains("  0.5000 x weighted-sum.dice "), outcome.out());
        List<String> csv = Files.readAllLines(folder.resolve("metrics.csv"));
        String names = "weighted-sum.cross-entropy,weighted-sum.dice";
        assertTrue(csv.get(0).contains(names), csv.get(0));
        for (int epoch = 0; epoch < 3; epoch++) {
            String[] row = csv.get(epoch + 1).split(",");
            double[] numbers = Arrays.stream(row).mapToDouble(Double::parseDouble).toArray();
            double weight = epoch / 2.0;
            assertEquals(weight, numbers[8], "weight in epoch " + epoch);
            assertEquals(numbers[1], numbers[5] + weight * numbers[6], 1e-5, "loss is the sum");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"uncertainty-weighted", "level-set"})
    void arraysBesideTheLabelsAreSupplied(String loss) {
        Outcome outcome = train(folder, "--epochs", 1, "--loss", loss);
        assertEquals(0, outcome.status(), outcome.err());
    }

    @Test
    void chosenMetricsAreShownAndRecorded() throws IOException {
        Outcome outcome = train(folder, "--epochs", 1, "--metrics", "hausdorff95,dice");
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.out().contains("  hausdorff95 "), outcome.out());
        List<String> csv = Files.readAllLines(folder.resolve("metrics.csv"));
        assertTrue(csv.get(0).contains(",mean dice,seconds,hausdorff95,dice,"), csv.get(0));
        String[] row = csv.get(1).split(",", -1);
        assertEquals(row[3], row[6], "Dice is the same by either way");
    }

    @Test
    void everyEnginePredictsWhatOneHasLearnt() {
        Mask truth = square(new Random(99));
        Path image = folder.resolve("new.png");
        writeImage(image, truth, new Random(99));
        for (String engine : Engines.present()) {
            Path out = folder.resolve(engine + ".png");
            Outcome outcome = predict(run.resolve("best.ckpt"), image, out, "--engine", engine);
            assertEquals(0, outcome.status(), outcome.err());
            Mask mask = Png.readMask(out);
            assertArrayEquals(SHAPE, mask.shape());
            assertTrue(dice(mask, truth) > 0.8, engine + ": " + dice(mask, truth));
            assertTrue(Files.exists(folder.resolve(engine + "-overlay.png")));
        }
    }

    @Test
    void aVolumeIsSegmentedSliceBySliceAndKeepsItsPlaceInSpace() throws IOException {
        List<Mask> truth = Stream.of(7, 8, 9).map(seed -> square(new Random(seed))).toList();
        float[] values = new float[3 * SHAPE[0] * SHAPE[1]];
        for (int i = 0; i < values.length; i++) {
            Mask mask = truth.get(i / (SHAPE[0] * SHAPE[1]));
            values[i] = 1000 * mask.labels()[i % (SHAPE[0] * SHAPE[1])] + i % 7;
        }
        int[] shape = {3, SHAPE[0], SHAPE[1]};
        Nifti.Orientation place =
                new Nifti.Orientation(
                        1, 0, -1, 2, new float[] {0, 1, 0, 90, -126, -72}, new float[12]);
        Path image = folder.resolve("scan.nii.gz");
        new Nifti(new Volume(1, shape, new float[] {3, 1, 2}, values), place)
                .write(image, NiftiType.FLOAT32);
        Path out = folder.resolve("mask.nii.gz");
        Outcome outcome = predict(run.resolve("last.ckpt"), image, out);
        assertEquals(0, outcome.status(), outcome.err());
        Nifti written = Nifti.read(out);
        assertArrayEquals(shape, written.volume().shape());
        assertArrayEquals(new float[] {3, 1, 2}, written.volume().spacing());
        assertArrayEquals(place.quaternion(), written.orientation().quaternion());
        int[] labels = new int[values.length];
        Arrays.setAll(labels, i -> (int) written.volume().values()[i]);
        for (int z = 0; z < 3; z++) {
            double dice = dice(new Mask(shape, labels).slice(z), truth.get(z));
            assertTrue(dice > 0.8, "slice " + z + ": " + dice);
        }
    }

    private static Outcome predict(Path checkpoint, Path image, Path out, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("predict", "--checkpoint", checkpoint, "--image", image));
        arguments.addAll(List.of("--out", out));
        arguments.addAll(List.of(more));
        return segloss(arguments.toArray());
    }

    @Test
    void anEarlierResultIsReplacedByForceAlone() throws IOException {
        Path out = folder.resolve("run");
        assertEquals(0, train(out, "--epochs", 1).status());
        byte[] before = Files.readAllBytes(out.resolve("metrics.json"));
        Outcome refused = train(out, "--epochs", 2);
        assertRefused(refused, 1, "run.json is there already");
        assertArrayEquals(before, Files.readAllBytes(out.resolve("metrics.json")));
        assertEquals(0, train(out, "--epochs", 2, "--force").status());
        assertEquals(3, Files.readAllLines(out.resolve("metrics.csv")).size());

        Path image = shared.resolve("data/images/square0.png");
        Path mask = folder.resolve("mask.png");
        Files.writeString(mask, "mine");
        assertRefused(predict(run.resolve("best.ckpt"), image, mask), 1, "is there already");
        assertEquals("mine", Files.readString(mask));
        assertEquals(0, predict(run.resolve("best.ckpt"), image, mask, "--force").status());
        assertArrayEquals(SHAPE, Png.readMask(mask).shape());
    }

    static Stream<Arguments> badTrainings() {
        return Stream.of(
                Arguments.of(1, "unknown engine 'Torch'", List.of("--engine", "Torch")),
                Arguments.of(1, "neither a data set nor a folder", List.of("--data", "brian")),
                Arguments.of(1, "epochs is 0", List.of("--epochs", 0)),
                Arguments.of(1, "depth is 0", List.of("--depth", 0)),
                Arguments.of(1, "of depth 6 would see a single voxel", List.of("--depth", 6)),
                Arguments.of(2, "unknown loss 'dise'", List.of("--loss", "dise")),
                Arguments.of(2, "Unknown options: '--epoch'", List.of("--epoch", 3)),
                Arguments.of(2, "'many' is not an int", List.of("--epochs", "many")));
    }

    @ParameterizedTest
    @MethodSource("badTrainings")
    void aBadTrainingIsRefusedBeforeItLeavesATrace(int status, String message, List<Object> words) {
        List<Object> arguments = new ArrayList<>(List.of("train", "--out", folder.resolve("out")));
        arguments.addAll(words);
        if (!words.contains("--data")) {
            arguments.addAll(List.of("--data", shared.resolve("data")));
        }
        if (!words.contains("--loss")) {
            arguments.addAll(List.of("--loss", "dice"));
        }
        assertRefused(segloss(arguments.toArray()), status, message);
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedBeforeTraining() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Outcome outcome = train(file.resolve("run"), "--epochs", 1);
        assertRefused(outcome, 1, "run.json cannot be written");
        assertFalse(outcome.out().contains("epoch"), outcome.out());
    }

    @Test
    void aBadPredictionLeavesNothing() throws IOException {
        Path image = shared.resolve("data/images/square0.png");
        Path checkpoint = run.resolve("best.ckpt");
        Path out = folder.resolve("out/mask.png");
        assertRefused(
                predict(checkpoint, folder.resolve("none.png"), out), 1, "none.png does not exist");
        assertRefused(
                predict(Files.writeString(folder.resolve("a.ckpt"), "?"), image, out),
                1,
                "a.ckpt is not a checkpoint");
        assertRefused(
                predict(checkpoint, image, folder.resolve("out/mask.nii.gz")),
                1,
                "is to be of the kind of the image");
        byte[] whole = Files.readAllBytes(image);
        Path damaged = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, 100));
        assertRefused(predict(checkpoint, damaged, out), 1, "cut.png");
        Path colour = folder.resolve("colour.png");
        Png.write(colour, new BufferedImage(16, 24, BufferedImage.TYPE_INT_RGB));
        assertRefused(predict(checkpoint, colour, out), 1, "channels");
        Path volume = folder.resolve("scan.nii");
        Nifti.of(new Volume(1, new int[] {2, 16, 16}, new float[] {1, 1, 1}, new float[512]))
                .write(volume, NiftiType.UINT8);
        Path cut = Files.write(volume, Arrays.copyOf(Files.readAllBytes(volume), 700));
        assertRefused(
                predict(checkpoint, cut, folder.resolve("out/mask.nii")), 1, "bytes of voxels");
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PyTorch", "MXNet"})
    void theDemoWritesTableCurvesAndOverlays(String engine) throws IOException {
        assumeTrue(Engines.present().contains(engine));
        Path out = folder.resolve("demo");
        Outcome outcome =
                segloss(
                        "demo",
                        "--data",
                        shared.resolve("data"),
                        "--out",
                        out,
                        "--epochs",
                        1,
                        "--engines",
                        engine,
                        "--losses",
                        "dice",
                        "{\"name\": \"focal\", \"options\": {\"gamma\": 1}}");
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.out().contains(Files.readString(out.resolve("table.txt"))));
        for (String name : List.of("curves.png", "overlays-1-dice.png", "overlays-2-focal.png")) {
            assertTrue(Png.read(out.resolve(name)).shape()[1] > 300, name);
        }
        assertTrue(Files.exists(out.resolve("2-focal-" + engine + "/best.ckpt")));
    }

    private static void assertRefused(Outcome outcome, int status, String message) {
        assertEquals(status, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertFalse(outcome.err().contains("\tat "), "no stack trace: " + outcome.err());
    }
}

package org.segloss.volumes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.segloss.train.Outcome.segloss;

import ai.djl.Application;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.LossSpec;
import org.segloss.demo.cli.Engines;
import org.segloss.demo.data.DataOptions;
import org.segloss.demo.data.DataSets;
import org.segloss.demo.data.PatchView;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.image.ImageFiles;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.NiftiType;
import org.segloss.demo.image.Png;
import org.segloss.demo.image.Volume;
import org.segloss.demo.train.Training;
import org.segloss.demo.train.TrainingListener;
import org.segloss.demo.train.TrainingSpec;
import org.segloss.demo.zoo.SeglossModelZoo;
import org.segloss.demo.zoo.ZooRepository;
import org.segloss.train.Outcome;

/** Networks that learn from patches of volumes of any size and see volumes through windows. */
class VolumesTest {

    @TempDir private static Path shared;
    @TempDir private Path folder;

    private static Path checkpoint;

    @BeforeAll
    static void trainOnPatches() {
        Cubes.write(shared.resolve("data"));
        Outcome outcome =
                train(
                        shared.resolve("run"),
                        "--epochs",
                        10,
                        "--batch-size",
                        2,
                        "--foreground",
                        0.8);
        assertEquals(0, outcome.status(), outcome.err());
        checkpoint = shared.resolve("run/best.ckpt");
    }

    private static Outcome train(Path out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("train", "--out", out));
        words.addAll(List.of(more));
        addUnlessThere(words, "--data", shared.resolve("data"));
        addUnlessThere(words, "--patch", "16x16x16");
        addUnlessThere(words, "--loss", "dice-ce");
        addUnlessThere(words, "--depth", 2);
        words.addAll(List.of("--width", 6));
        return segloss(words.toArray());
    }

    private static void addUnlessThere(List<Object> words, String option, Object value) {
        if (!words.contains(option)) {
            words.addAll(List.of(option, value));
        }
    }

    private Path written(Cubes cubes, String name) {
        Path file = folder.resolve(name);
        cubes.image().write(file, NiftiType.FLOAT32);
        return file;
    }

    private static Mask predict(Path image, Path out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("predict", "--checkpoint", checkpoint));
        words.addAll(List.of("--image", image, "--out", out));
        words.addAll(List.of(more));
        Outcome outcome = segloss(words.toArray());
        assertEquals(0, outcome.status(), outcome.err());
        return ImageFiles.readMask(out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "equal"})
    void bothCubesOfAVolumeLargerThanAPatchAreFound(String weights) {
        Cubes cubes = Cubes.of(99, 33, 21, 40);
        Object[] more =
                weights.equals("equal")
                        ? new Object[] {"--equal-weights", "--overlap", 0.25}
                        : new Object[0];
        Mask mask = predict(written(cubes, "new.nii.gz"), folder.resolve("mask.nii.gz"), more);
        assertArrayEquals(new int[] {33, 21, 40}, mask.shape());
        for (int label : new int[] {1, 2}) {
            double dice = dice(mask, cubes.mask(), label);
            assertTrue(dice > 0.5, "class " + label + ": " + dice);
        }
        assertTrue(Files.exists(folder.resolve("mask-overlay.png")));
    }

    private static double dice(Mask predicted, Mask truth, int label) {
        int both = 0;
        int sum = 0;
        for (int i = 0; i < truth.labels().length; i++) {
            boolean here = predicted.labels()[i] == label;
            boolean there = truth.labels()[i] == label;
            both += here && there ? 2 : 0;
            sum += (here ? 1 : 0) + (there ? 1 : 0);
        }
        return (double) both / sum;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mask.nii", "mask.nii.gz"})
    void aMaskLiesWhereItsImageLiesToTheByte(String name) throws IOException {
        Path image = written(Cubes.of(4, 10, 18, 17), "image.nii.gz");
        predict(image, folder.resolve(name));
        byte[] expected = header(image);
        byte[] actual = header(folder.resolve(name));
        // dim, pixdim, units, qform and sform.
        for (int[] field : new int[][] {{40, 56}, {76, 108}, {123, 124}, {252, 328}}) {
            assertArrayEquals(
                    Arrays.copyOfRange(expected, field[0], field[1]),
                    Arrays.copyOfRange(actual, field[0], field[1]),
                    "bytes " + field[0] + " to " + field[1]);
        }
    }

    private static byte[] header(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try (InputStream bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return bytes.readNBytes(352);
        }
    }

    @Test
    void theEnginesAgree() {
        assumeTrue(Engines.present().size() == 2, "there is one engine for this platform");
        Path image = written(Cubes.of(7, 27, 30, 22), "image.nii");
        int[] pytorch = predict(image, folder.resolve("p.nii"), "--engine", "PyTorch").labels();
        int[] mxnet = predict(image, folder.resolve("m.nii"), "--engine", "MXNet").labels();
        long differ = IntStream.range(0, mxnet.length).filter(i -> mxnet[i] != pytorch[i]).count();
        assertTrue(differ <= mxnet.length / 2000, differ + " voxels of " + mxnet.length);
    }

    @Test
    void theModelZooSaysWhatTheCommandSays() throws Exception {
        Path zoo = folder.resolve("zoo");
        new ZooRepository(zoo).add(checkpoint, "cubes", false);
        Path file = written(Cubes.of(11, 20, 35, 18), "image.nii");
        String engine = Engines.present().get(0);
        Criteria<Volume, Mask> criteria =
                Criteria.builder()
                        .setTypes(Volume.class, Mask.class)
                        .optModelZoo(new SeglossModelZoo(zoo))
                        .optApplication(Application.CV.SEMANTIC_SEGMENTATION)
                        .optEngine(engine)
                        .build();
        try (ZooModel<Volume, Mask> model = criteria.loadModel();
                Predictor<Volume, Mask> predictor = model.newPredictor()) {
            Mask expected = predict(file, folder.resolve("mask.nii"), "--engine", engine);
            Mask actual = predictor.predict(ImageFiles.read(file));
            assertArrayEquals(expected.labels(), actual.labels());
            assertEquals(2, expected.maxLabel(), "a mask of one class would prove nothing");
        }
    }

    @Test
    void theEnginesAreTrainedOnTheSamePatches() {
        assumeTrue(Engines.present().size() == 2, "there is one engine for this platform");
        PatchView patches = new PatchView(new int[] {16, 16, 16}, 0.5f, 4);
        SegmentationData data =
                DataSets.open(
                        shared.resolve("data").toString(),
                        DataOptions.defaults().withPatches(patches));
        List<List<Float>> losses = new ArrayList<>();
        for (String engine : List.of("PyTorch", "MXNet")) {
            TrainingSpec spec =
                    new TrainingSpec(
                            new LossSpec("dice-ce"), engine, 1, 3, 2, 4, 3, 5e-3f, List.of());
            losses.add(Training.run(data, spec, new TrainingListener() {}).firstLosses());
        }
        assertEquals(10, losses.get(0).size(), "7 volumes, 4 patches of each, 3 in a step");
        for (int i = 0; i < 10; i++) {
            float expected = losses.get(0).get(i);
            assertEquals(expected, losses.get(1).get(i), 1e-3 * expected, "step " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "level-set",
                "uncertainty-weighted",
                "{\"name\": \"weighted-sum\", \"options\": {\"losses\": [\"dice\", \"boundary\"]}}"
            })
    void lossesThatNeedMapsGetThemOfPatches(String loss) {
        Outcome outcome = train(folder, "--epochs", 1, "--loss", loss, "--patches-per-volume", 1);
        assertEquals(0, outcome.status(), outcome.err());
    }

    @Test
    void picturesAreTrainedInPatchesAsWell() {
        Outcome outcome =
                train(
                        folder,
                        "--data",
                        "silhouettes",
                        "--epochs",
                        1,
                        "--patch",
                        "32x16",
                        "--patches-per-volume",
                        1,
                        "--batch-size",
                        24);
        assertEquals(0, outcome.status(), outcome.err());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(1, "spatial size [15, 16, 16]", List.of("--patch", "15x16x16")),
                Arguments.of(
                        1,
                        "of depth 4 takes multiples of 8",
                        List.of("--depth", 4, "--patch", "16x16x12")),
                Arguments.of(
                        1,
                        "patch [16, 16]: the images of data have 3",
                        List.of("--patch", "16x16")),
                Arguments.of(1, "patch [16]: expected a size for each", List.of("--patch", "16")),
                Arguments.of(2, "'16,16' is not a shape", List.of("--patch", "16,16")),
                Arguments.of(1, "foreground 1.5: expected", List.of("--foreground", 1.5)),
                Arguments.of(1, "foreground -0.5: expected", List.of("--foreground", -0.5)),
                Arguments.of(1, "patches of a volume 0", List.of("--patches-per-volume", 0)),
                Arguments.of(1, "boxes of its own", List.of("--data", "brain-3d")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsRefusedBeforeTraining(int status, String message, List<Object> words) {
        Outcome outcome = train(folder.resolve("out"), words.toArray());
        assertEquals(status, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void anOverlapOutOfRangeIsRefused() {
        Path image = written(Cubes.of(4, 16, 16, 16), "image.nii");
        Path out = folder.resolve("out.nii");
        Outcome outcome =
                segloss(
                        "predict",
                        "--checkpoint",
                        checkpoint,
                        "--image",
                        image,
                        "--out",
                        out,
                        "--overlap",
                        1);
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("overlap 1.0: expected 0 to below 1"), outcome.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void aPictureIsRefusedByANetworkForVolumes() {
        Path picture = folder.resolve("picture.png");
        Png.writeMask(picture, new Mask(new int[] {16, 20}, new int[320]));
        Outcome outcome =
                segloss(
                        "predict",
                        "--checkpoint",
                        checkpoint,
                        "--image",
                        picture,
                        "--out",
                        folder.resolve("out.png"));
        assertEquals(1, outcome.status());
        String message = "an image of shape [16, 20]: the network takes volumes of 3 axes";
        assertTrue(outcome.err().contains(message), outcome.err());
        assertFalse(Files.exists(folder.resolve("out.png")));
    }

    @Test
    void theShareOfTheForegroundNeedsAPatch() {
        Outcome outcome =
                segloss(
                        "train",
                        "--data",
                        shared.resolve("data"),
                        "--loss",
                        "dice",
                        "--out",
                        folder.resolve("out"),
                        "--foreground",
                        0.5);
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("--patch"), outcome.err());
    }
}

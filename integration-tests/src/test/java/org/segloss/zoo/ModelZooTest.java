package org.segloss.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.segloss.zoo.Loading.assertClose;
import static org.segloss.zoo.Loading.criteria;
import static org.segloss.zoo.Loading.logits;

import ai.djl.Application;
import ai.djl.inference.Predictor;
import ai.djl.modality.cv.BufferedImageFactory;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.output.CategoryMask;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.demo.cli.Engines;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Png;
import org.segloss.demo.image.Volume;
import org.segloss.demo.train.RunFolder;
import org.segloss.demo.zoo.SeglossModelZoo;
import org.segloss.demo.zoo.ZooRepository;
import org.segloss.examples.FromTheZoo;

/** Trained networks come back as models of DJL, unharmed and on any engine. */
class ModelZooTest {

    /** Neither side a multiple of the network's stride. */
    private static final int HEIGHT = 21;

    private static final int WIDTH = 37;

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

    @AfterEach
    void forgetTheRepository() {
        System.clearProperty(SeglossModelZoo.LOCATION);
    }

    private Path exported(String location) throws IOException {
        Path target = folder.resolve(location);
        new ZooRepository(target).add(RunFolder.best(run), "net", false);
        return target;
    }

    /** Noise in grey or colour. */
    private static Image picture(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        Random random = new Random(4);
        int[] values = random.ints((long) WIDTH * HEIGHT, 0, 256).toArray();
        image.getRaster().setSamples(0, 0, WIDTH, HEIGHT, 0, values);
        return new BufferedImageFactory().fromImage(image);
    }

    @ParameterizedTest
    @CsvSource({"PyTorch, MXNet", "MXNet, PyTorch"})
    void oneEnginePredictsWhatAnotherHasLearnt(String writer, String reader) throws Exception {
        assumeTrue(Engines.present().containsAll(List.of(writer, reader)));
        Path pictures = Trainings.pictures(folder.resolve("pictures"), writer, 2);
        Path volumes = Trainings.volumes(folder.resolve("volumes"), writer);
        ZooRepository zoo = new ZooRepository(folder.resolve("zoo"));
        zoo.add(RunFolder.best(pictures), null, false);
        zoo.add(RunFolder.best(volumes), null, false);
        System.setProperty(SeglossModelZoo.LOCATION, zoo.getName());
        for (String name : List.of("silhouettes-dice-ce", "halves-dice-ce")) {
            long[] shape =
                    name.startsWith("h") ? new long[] {1, 1, 4, 8, 6} : new long[] {2, 1, 16, 32};
            Criteria.Builder<NDList, NDList> criteria =
                    Criteria.builder()
                            .setTypes(NDList.class, NDList.class)
                            .optApplication(Application.CV.SEMANTIC_SEGMENTATION)
                            .optArtifactId(name);
            assertClose(
                    logits(criteria.optEngine(writer).build(), shape),
                    logits(criteria.optEngine(reader).build(), shape));
        }
    }

    @Test
    void djlFindsTheZooByItself() throws Exception {
        assertInstanceOf(SeglossModelZoo.class, ModelZoo.getModelZoo("org.segloss"));
        System.setProperty(SeglossModelZoo.LOCATION, exported("zoo").toString());
        for (String engine : Engines.present()) {
            Criteria<Image, CategoryMask> criteria =
                    Criteria.builder()
                            .setTypes(Image.class, CategoryMask.class)
                            .optApplication(Application.CV.SEMANTIC_SEGMENTATION)
                            .optGroupId(SeglossModelZoo.GROUP_ID)
                            .optArtifactId("net")
                            .optEngine(engine)
                            .build();
            try (ZooModel<Image, CategoryMask> model = criteria.loadModel()) {
                assertEquals("net", model.getName());
                assertEquals(engine, model.getNDManager().getEngine().getEngineName());
            }
        }
    }

    @Test
    void theExamplePrintsTheClassesOfAPicture() throws Exception {
        System.setProperty(SeglossModelZoo.LOCATION, exported("zoo").toString());
        Path file = folder.resolve("picture.png");
        try (OutputStream out = Files.newOutputStream(file)) {
            picture(BufferedImage.TYPE_BYTE_GRAY).save(out, "png");
        }
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        for (String engine : Engines.present()) {
            System.setOut(new PrintStream(printed, true, UTF_8));
            try {
                FromTheZoo.main(new String[] {"net", file.toString(), engine});
            } finally {
                System.setOut(console);
            }
        }
        List<String> lines = printed.toString(UTF_8).lines().toList();
        int half = lines.size() / 2;
        assertEquals(lines.subList(0, half), lines.subList(half, lines.size()), "both engines");
        assertTrue(lines.get(0).startsWith("background "), lines.get(0));
        assertTrue(lines.get(1).startsWith("silhouette "), lines.get(1));
    }

    @Test
    void aPictureOfAnySizeGetsAMaskOfItsSize() throws Exception {
        Path zoo = exported("zoo");
        try (ZooModel<Image, CategoryMask> model =
                        criteria(zoo, Image.class, CategoryMask.class).loadModel();
                Predictor<Image, CategoryMask> predictor = model.newPredictor()) {
            Image picture = picture(BufferedImage.TYPE_BYTE_GRAY);
            CategoryMask mask = predictor.predict(picture);
            assertEquals(List.of("background", "silhouette"), mask.getClasses());
            assertEquals(HEIGHT, mask.getMask().length);
            for (int[] row : mask.getMask()) {
                assertEquals(WIDTH, row.length);
            }
            // Not the network's answer moved by its padding: the command says the same.
            Path file = folder.resolve("picture.png");
            try (OutputStream out = Files.newOutputStream(file)) {
                picture.save(out, "png");
            }
            Mask expected =
                    new org.segloss.demo.train.Predictor(
                                    RunFolder.best(run), Engines.present().get(0))
                            .predict(Png.read(file));
            assertArrayEquals(
                    expected.labels(),
                    Arrays.stream(mask.getMask()).flatMapToInt(Arrays::stream).toArray());
            assertEquals(1, expected.maxLabel(), "a mask of one class would prove nothing");
        }
    }

    @Test
    void aVolumeOfAnySizeGetsLabelsOfItsSize() throws Exception {
        Path volumes = Trainings.volumes(folder.resolve("run"), Engines.present().get(0));
        Path zoo = folder.resolve("zoo.jar");
        new ZooRepository(zoo).add(RunFolder.best(volumes), "halves", false);
        int[] shape = {5, 7, 20};
        Volume volume = new Volume(1, shape, new float[] {1, 1, 1}, new float[700]);
        try (ZooModel<Volume, Mask> model = criteria(zoo, Volume.class, Mask.class).loadModel();
                Predictor<Volume, Mask> predictor = model.newPredictor()) {
            assertArrayEquals(shape, predictor.predict(volume).shape());
        }
        // A network for volumes is no answer to those who ask for one for pictures.
        assertThrows(
                ModelNotFoundException.class,
                () -> criteria(zoo, Image.class, CategoryMask.class).loadModel());
    }

    @Test
    void aNetworkForPicturesTakesAVolumeSliceBySlice() throws Exception {
        float[] values = new float[4 * HEIGHT * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 17;
        }
        int[] shape = {4, HEIGHT, WIDTH};
        try (ZooModel<Volume, Mask> model =
                        criteria(exported("zoo"), Volume.class, Mask.class).loadModel();
                Predictor<Volume, Mask> predictor = model.newPredictor()) {
            Mask mask = predictor.predict(new Volume(1, shape, new float[] {1, 1, 1}, values));
            assertArrayEquals(shape, mask.shape());
        }
    }

    @Test
    void anImageThatTheNetworkDoesNotKnowIsRefused() throws Exception {
        Image colour = picture(BufferedImage.TYPE_INT_RGB);
        try (ZooModel<Image, CategoryMask> model =
                        criteria(exported("zoo"), Image.class, CategoryMask.class).loadModel();
                Predictor<Image, CategoryMask> predictor = model.newPredictor()) {
            Exception refused =
                    assertThrows(TranslateException.class, () -> predictor.predict(colour));
            assertTrue(refused.getMessage().contains("1 channels"), refused.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoo", "zoo.jar"})
    void theClassPathIsSearched(String name) throws Exception {
        Path zoo = exported(name);
        System.setProperty(SeglossModelZoo.LOCATION, folder.resolve("none").toString());
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {zoo.toUri().toURL()}, usual)) {
            thread.setContextClassLoader(loader);
            Criteria<NDList, NDList> criteria =
                    Criteria.builder()
                            .setTypes(NDList.class, NDList.class)
                            .optArtifactId("org.segloss:net")
                            .optFilter("loss", "dice-ce")
                            .build();
            assertClose(logits(zoo), logits(criteria, 1, 1, 16, 32));
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Test
    void djlReadsTheFolderWithoutTheZoo() throws Exception {
        Path zoo = exported("zoo");
        Criteria<NDList, NDList> criteria =
                Criteria.builder()
                        .setTypes(NDList.class, NDList.class)
                        .optModelUrls(zoo.toUri().toString())
                        .optArtifactId("net")
                        .build();
        assertClose(logits(zoo), logits(criteria, 1, 1, 16, 32));
    }
}

package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossEntry;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/** Where losses break: nothing labelled, everything saturated, nothing that counts. */
class EdgeCasesTest {

    /**
     * Losses whose minimum is not the surest right prediction: they punish one for being sure or
     * for the length of its contours, or do not compare it with the label.
     */
    static final Set<String> CALIBRATING =
            Set.of(
                    "active-contour",
                    "euler-elastica",
                    "margin-ce",
                    "nacl",
                    "signed-distance-regression",
                    "non-adjacency",
                    "level-set");

    /** Losses whose least value is not 0. */
    private static final Set<String> NEGATIVE =
            Set.of(
                    "boundary",
                    "dice-boundary",
                    "weighted-hausdorff",
                    "distance-penalized-dice",
                    "region-mutual-information");

    @TestFactory
    Stream<DynamicTest> valueAndGradientAreFinite() {
        return EveryLoss.checks(
                (backend, loss) ->
                        Scene.all()
                                .filter(scene -> Variant.kinds(loss).anyMatch(scene.kind()::equals))
                                .map(
                                        scene ->
                                                dynamicTest(
                                                        backend + " " + loss.name() + ": " + scene,
                                                        () -> finite(backend, loss, scene))));
    }

    @TestFactory
    Stream<DynamicTest> aPerfectPredictionIsTheMinimum() {
        return EveryLoss.check(
                (backend, loss) -> {
                    assumeTrue(!CALIBRATING.contains(loss.name()), "has another minimum");
                    minimal(backend, Variant.plain(loss));
                });
    }

    @TestFactory
    Stream<DynamicTest> ignoredVoxelsAreInert() {
        return EveryLoss.checks(
                (backend, loss) ->
                        Variant.kinds(loss)
                                .map(
                                        kind ->
                                                dynamicTest(
                                                        backend + " " + loss.name() + " " + kind,
                                                        () -> inert(backend, loss, kind))));
    }

    @TestFactory
    Stream<DynamicTest> oneChannelHasNoBackgroundToLeaveOut() {
        return EveryLoss.check(
                (backend, loss) -> {
                    assumeTrue(
                            !Set.of("weighted-sum", "blob").contains(loss.name()),
                            "the parts of a sum have this option");
                    assumeTrue(
                            Variant.kinds(loss).anyMatch(kind -> kind == LabelKind.ONE_CHANNEL),
                            "one channel is refused");
                    oneChannel(backend, loss);
                });
    }

    @TestFactory
    Stream<DynamicTest> aShareOfTheVoxelsIsExact() {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> share(backend)));
    }

    private static void finite(Backend backend, LossEntry entry, Scene scene) {
        try (NDManager manager = backend.newManager()) {
            Variant.all(entry, scene.channels(), scene.axes())
                    .filter(variant -> fits(variant, scene))
                    .forEach(
                            variant -> {
                                SegmentationLoss loss = loss(variant, scene.ignored());
                                boolean probabilities =
                                        "none".equals(variant.spec().options().get("activation"));
                                Evaluation result =
                                        Evaluation.of(
                                                loss,
                                                scene.labels(manager, loss),
                                                scene.prediction(manager, probabilities));
                                assertTrue(result.finite(), () -> variant + " is not finite");
                                if (scene.ignored()) {
                                    assertZero(result.gradient(), variant + ": gradient");
                                }
                                if (scene.ignored() && variant.equals(Variant.plain(entry))) {
                                    assertZero(result.value(), variant + ": value");
                                }
                            });
        }
    }

    /** A list of classes needs as many channels; scenes have no label array to spare. */
    private static boolean fits(Variant variant, Scene scene) {
        boolean listed = variant.spec().options().get("classes") instanceof List;
        boolean spared =
                Losses.create(variant.spec())
                        .requiredLabelArrays()
                        .containsAll(variant.labelArrays());
        return spared && (scene.channels() > 1 || !listed);
    }

    private static void minimal(Backend backend, Variant variant) {
        Scene scene = Scene.perfect();
        SegmentationLoss loss = Losses.create(variant.spec());
        try (NDManager manager = backend.newManager()) {
            NDList labels = scene.labels(manager, loss);
            double least = Evaluation.of(loss, labels, scene.prediction(manager, false)).value()[0];
            for (int seed = 0; seed < 20; seed++) {
                double other = Evaluation.of(loss, labels, scene.random(manager, seed)).value()[0];
                assertTrue(least < other, variant + ": " + other + " is below " + least);
            }
            if (!NEGATIVE.contains(variant.spec().name())) {
                assertEquals(0, least, 1e-6, variant + " of a perfect prediction");
            }
        }
    }

    private static void oneChannel(Backend backend, LossEntry entry) {
        SegmentationLoss with = Losses.create(entry.name());
        Sample sample = new Sample(new Shape(2, 1, 6, 5), LabelKind.ONE_CHANNEL).with(with);
        LossSpec without = new LossSpec(entry.name(), Map.of("includeBackground", false));
        try (NDManager manager = backend.newManager()) {
            NDList labels = sample.labels(manager);
            NDArray prediction = sample.prediction(manager, DataType.FLOAT32);
            Evaluation expected = Evaluation.of(with, labels, prediction);
            Evaluation actual = Evaluation.of(Losses.create(without), labels, prediction);
            Budget.ENGINES.check(expected, actual, entry.name());
        }
    }

    /** 33.3 % of 1000 voxels are 333, though 33.3 in single precision is a little less. */
    private static void share(Backend backend) {
        LossSpec spec = new LossSpec("top-k", Map.of("percent", 33.3));
        Sample sample = new Sample(new Shape(1, 2, 1000), LabelKind.INDEX);
        try (NDManager manager = backend.newManager()) {
            NDArray prediction = sample.prediction(manager, DataType.FLOAT32);
            Evaluation result =
                    Evaluation.of(Losses.create(spec), sample.labels(manager), prediction);
            long kept = Arrays.stream(result.gradient()).filter(g -> g != 0).count() / 2;
            assertEquals(333, kept, "voxels with a gradient");
        }
    }

    /** Whatever stands at an ignored voxel changes nothing, and the gradient there is 0. */
    private static void inert(Backend backend, LossEntry entry, LabelKind kind) {
        Variant plain = Variant.plain(entry, kind);
        SegmentationLoss loss = loss(plain, true);
        int channels = kind == LabelKind.ONE_CHANNEL ? 1 : 3;
        Shape shape = new Shape(2, channels, 6, 5);
        Sample sample = new Sample(shape, kind, true, false, loss.labelArrays());
        boolean[] ignored = ignored(sample);
        try (NDManager manager = backend.newManager()) {
            NDList labels = sample.labels(manager);
            NDArray prediction = sample.prediction(manager, DataType.FLOAT32);
            Evaluation before = Evaluation.of(loss, labels, prediction);
            NDList changedLabels = new NDList();
            for (NDArray array : labels) {
                changedLabels.add(
                        array == labels.head() ? array : changed(array, ignored, sample, 3));
            }
            if (kind.maps() && channels > 1) {
                // One channel with the number is enough to ignore the voxel.
                changedLabels.set(0, changed(labels.head(), ignored, sample, Sample.IGNORED));
            }
            Evaluation after =
                    Evaluation.of(loss, changedLabels, changed(prediction, ignored, sample, 50));
            assertArrayEquals(before.value(), after.value(), entry.name() + ": value");
            assertArrayEquals(before.gradient(), after.gradient(), entry.name() + ": gradient");
            for (int i = 0; i < ignored.length; i++) {
                assertTrue(
                        !ignored[i] || before.gradient()[i] == 0,
                        entry.name() + " has a gradient at ignored entry " + i);
            }
        }
    }

    /** Which entries of an array of the predictions' shape belong to ignored voxels. */
    private static boolean[] ignored(Sample sample) {
        boolean[] ignored = new boolean[(int) sample.shape().size()];
        int[] classes = sample.classes();
        for (int n = 0; n < sample.images(); n++) {
            for (int c = 0; c < sample.channels(); c++) {
                for (int v = 0; v < sample.voxels(); v++) {
                    ignored[sample.at(n, c, v)] =
                            classes[n * sample.voxels() + v] == Sample.IGNORED;
                }
            }
        }
        return ignored;
    }

    /** A copy with another number at ignored voxels, and 0 in the first channel of several. */
    private static NDArray changed(NDArray array, boolean[] ignored, Sample sample, double number) {
        float[] values = array.toFloatArray();
        int channels = (int) array.getShape().get(1);
        int voxels = sample.voxels();
        for (int i = 0; i < values.length; i++) {
            int image = i / (channels * voxels);
            if (ignored[sample.at(image, 0, i % voxels)]) {
                boolean first = channels > 1 && i / voxels % channels == 0;
                values[i] = first ? 0 : (float) number;
            }
        }
        NDArray changed = array.getManager().create(values, array.getShape());
        changed.setName(array.getName());
        return changed;
    }

    private static SegmentationLoss loss(Variant variant, boolean ignoring) {
        Map<String, Object> options = new HashMap<>(variant.spec().options());
        if (ignoring) {
            options.put("ignoreIndex", Sample.IGNORED);
        }
        return Losses.create(new LossSpec(variant.spec().name(), options));
    }

    private static void assertZero(double[] values, String what) {
        assertTrue(Arrays.stream(values).allMatch(v -> v == 0), () -> what + " is not 0");
    }
}

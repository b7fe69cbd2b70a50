package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/** Every refusal names what came, what is allowed and what to do, and leaves nothing behind. */
class BadInputTest {

    private static final Shape IMAGES = new Shape(2, 3, 4, 5);

    /**
     * A specification that is refused.
     *
     * @param spec the name of the loss, or JSON
     * @param message what the message contains
     */
    private record BadSpec(String spec, List<String> message) {
        BadSpec(String spec, String... message) {
            this(spec, List.of(message));
        }
    }

    /**
     * Arrays that are refused.
     *
     * @param spec the loss
     * @param labels makes the label arrays
     * @param prediction makes the prediction
     * @param message what the message contains
     */
    private record BadArrays(
            String spec,
            Function<NDManager, NDList> labels,
            Function<NDManager, NDArray> prediction,
            List<String> message) {

        BadArrays(
                String spec,
                Function<NDManager, NDList> labels,
                Function<NDManager, NDArray> prediction,
                String... message) {
            this(spec, labels, prediction, List.of(message));
        }

        /** Good predictions of the usual shape. */
        BadArrays(String spec, Function<NDManager, NDList> labels, String... message) {
            this(spec, labels, manager -> manager.zeros(IMAGES), message);
        }
    }

    private static Stream<BadSpec> specs() {
        return Stream.of(
                new BadSpec("dyce", "unknown loss 'dyce'", "did you mean 'dice'", "jaccard"),
                new BadSpec(
                        "{\"name\": \"focal\", \"options\": {\"gama\": 2}}",
                        "unknown option 'gama' of focal",
                        "did you mean 'gamma'",
                        "alpha"),
                new BadSpec(
                        "{\"name\": \"dice\", \"options\": {\"gamma\": 2}}",
                        "'gamma' has no meaning for dice",
                        "focal"),
                new BadSpec(
                        "{\"name\": \"focal\", \"options\": {\"gamma\": \"two\"}}",
                        "gamma = two",
                        "number"),
                new BadSpec(
                        "{\"name\": \"focal\", \"options\": {\"gamma\": -1}}",
                        "gamma = -1: allowed is 0 to 100"),
                new BadSpec(
                        "{\"name\": \"dice\", \"options\": {\"reduction\": \"median\"}}",
                        "reduction = median",
                        "mean, sum, none"),
                new BadSpec(
                        "{\"name\": \"dice\", \"options\": {\"classWeights\": [1, -2]}}",
                        "classWeights = [1.0, -2.0]",
                        "finite and not negative"),
                new BadSpec(
                        "{\"name\": \"dice\", \"options\": {\"squared\": true, \"softLabels\": true}}",
                        "squared and softLabels exclude each other"),
                new BadSpec(
                        "{\"name\": \"dice\", \"options\": {\"smoothDenominator\": -1}}",
                        "smoothDenominator = -1: allowed is 0 or more"),
                new BadSpec(
                        "{\"name\": \"top-k\", \"options\": {\"percent\": 200}}",
                        "percent = 200: allowed is 0 to 100"),
                new BadSpec(
                        "{\"name\": \"top-k\", \"options\": {\"reduction\": \"none\"}}",
                        "reduction = none",
                        "mean and sum"),
                new BadSpec(
                        "{\"name\": \"lovasz-softmax\", \"options\": {\"classes\": \"some\"}}",
                        "classes = 'some'",
                        "all, foreground, present"),
                new BadSpec(
                        "{\"name\": \"lovasz-softmax\", \"options\": {\"classes\": [1, 1]}}",
                        "classes = [1, 1]",
                        "none twice"),
                new BadSpec(
                        "{\"name\": \"boundary\", \"options\": {\"spacing\": [1, -1]}}",
                        "spacing = -1",
                        "allowed is"),
                new BadSpec(
                        "{\"name\": \"ac\", \"options\": {\"length\": \"pooling\", \"spacing\": [2, 1]}}",
                        "spacing = [2.0, 1.0]: length = pooling measures no distance",
                        "leave the spacing out"),
                new BadSpec(
                        "{\"name\": \"hausdorff-dt\", \"options\": {\"alpha\": -1}}",
                        "alpha = -1: allowed is 0 to 10"),
                new BadSpec(
                        "{\"name\": \"hausdorff-cv\", \"options\": {\"radii\": []}}",
                        "radii = []: give at least one"),
                new BadSpec(
                        "{\"name\": \"whd\", \"options\": {\"alpha\": 1}}",
                        "alpha = 1: allowed is -30 to -0.1"),
                new BadSpec(
                        "{\"name\": \"whd\", \"options\": {\"version\": 3}}",
                        "version = 3: allowed is 1 to 2"),
                new BadSpec(
                        "{\"name\": \"boundary-dou\", \"options\": {\"maxAlpha\": 2}}",
                        "maxAlpha = 2: allowed is -1 to 1"),
                new BadSpec(
                        "{\"name\": \"sdm\", \"options\": {\"k\": -1}}", "k = -1: allowed is 0 to"),
                new BadSpec(
                        "{\"name\": \"cdc\", \"options\": {\"tolerance\": -1}}",
                        "tolerance = -1: allowed is 0 to 100"),
                new BadSpec(
                        "{\"name\": \"level-set\", \"options\": {\"beta\": -1}}",
                        "beta = -1: allowed is 0 or more"),
                new BadSpec(
                        "{\"name\": \"nonadj\", \"options\": {\"adjacency\": [[true, false], [true]]}}",
                        "adjacency = [[true, false], [true]]",
                        "as many columns as rows"),
                new BadSpec(
                        "{\"name\": \"nonadj\", \"options\": {\"adjacency\": [[\"near\"]]}}",
                        "adjacency = [[near]]",
                        "list of lists of true or false"),
                new BadSpec(
                        "{\"name\": \"blob\", \"options\": {\"reduction\": \"sum\"}}",
                        "reduction of a blob loss belong to its parts"),
                new BadSpec(
                        "{\"name\": \"blob\", \"options\": {\"mainWeight\": -1}}",
                        "mainWeight = -1: allowed is 0 or more"),
                new BadSpec(
                        "{\"name\": \"margin-ce\", \"options\": {\"margin\": -1}}",
                        "margin = -1: allowed is 0 or more"),
                new BadSpec(
                        "{\"name\": \"nacl\", \"options\": {\"kernelSize\": 4}}",
                        "kernelSize = 4: allowed is an odd number"),
                new BadSpec(
                        "{\"name\": \"rmi\", \"options\": {\"poolSize\": 0}}",
                        "poolSize = 0: allowed is 1 to 999"),
                new BadSpec(
                        "{\"name\": \"ssl\", \"options\": {\"window\": 4}}",
                        "window = 4: allowed is an odd number"),
                new BadSpec(
                        "{\"name\": \"ms-ssim\", \"options\": {\"weights\": []}}",
                        "the number of weights = 0: allowed is 1 to 20"),
                new BadSpec(
                        "{\"name\": \"cldice\", \"options\": {\"epsilon\": 0}}",
                        "epsilon = 0: allowed is 1.0E-7 or more"),
                new BadSpec(
                        "{\"name\": \"cb-dice\", \"options\": {\"mergeClasses\": true,"
                                + " \"classes\": [1]}}",
                        "mergeClasses makes one class of the foreground",
                        "leave classes"),
                new BadSpec(
                        "{\"name\": \"ell\", \"options\": {\"frequencies\": [0, 1]}}",
                        "frequencies = 0: allowed is"),
                new BadSpec(
                        "{\"name\": \"ell\", \"options\": {\"frequencies\": [0.9, 0.1],"
                                + " \"classWeights\": [1, 2]}}",
                        "frequencies and classWeights exclude each other"),
                new BadSpec(
                        "{\"name\": \"unified-focal\", \"options\": {\"gamma\": 1}}",
                        "gamma = 1: allowed is 0 to 0.99"),
                new BadSpec(
                        "gwdl", "generalized-wasserstein-dice needs the option 'distanceMatrix'"),
                new BadSpec(wasserstein("[[0, 1], [1]]", ""), "[[0.0, 1.0], [1.0]]", "as columns"),
                new BadSpec(wasserstein("[[0, -1], [1, 0]]", ""), "-1.0", "of 0 or more"),
                new BadSpec(wasserstein("[[0, 1], [1, 2]]", ""), "2.0", "zeros on the diagonal"),
                new BadSpec(wasserstein("[[0]]", ""), "[[0.0]]", "one above 0"),
                new BadSpec(wasserstein("1", ""), "distanceMatrix = [[1.0]]", "zeros"),
                new BadSpec(
                        wasserstein("[\"near\"]", ""),
                        "distanceMatrix = [near]",
                        "list of lists of numbers"),
                new BadSpec(
                        "{\"name\": \"pearson-correlation\", \"options\": {\"poolClasses\": true}}",
                        "poolClasses has no meaning for a correlation"),
                new BadSpec(
                        "{\"name\": \"jaccard-metric\", \"options\": {\"reduction\": \"sum\"}}",
                        "reduction has no meaning",
                        "mIoUD"),
                new BadSpec(
                        "{\"name\": \"shape-aware\", \"options\": {\"weight\": -1}}",
                        "weight = -1: allowed is 0 or more"),
                new BadSpec("weighted-sum", "weighted-sum needs the option 'losses'"),
                new BadSpec(
                        "{\"name\": \"weighted-sum\", \"options\": {\"losses\": [\"dice\"], \"weights\":"
                                + " [1, 2]}}",
                        "losses has 1 entries and weights 2"),
                new BadSpec(
                        "{\"name\": \"weighted-sum\", \"options\": {\"losses\": [\"dice\"], \"weights\":"
                                + " [1], \"homoscedastic\": true}}",
                        "weights has 1 entries and homoscedastic is true",
                        "leave one of the two out"),
                new BadSpec(
                        "{\"name\": \"dice-ce\", \"options\": {\"weightDice\": {\"type\": \"up\"}}}",
                        "weightDice",
                        "allowed is number or schedule",
                        "linear, cosine or rebalance"),
                new BadSpec(
                        "{\"name\": \"weighted-sum\", \"options\": {\"losses\": [\"dyce\"]}}",
                        "unknown loss 'dyce'"),
                new BadSpec(
                        "{\"name\": \"weighted-sum\", \"options\": {\"losses\": [\"dice\"],"
                                + " \"reduction\": \"sum\"}}",
                        "belong to its parts"),
                new BadSpec("{\"name\": \"dice\", \"option\": {}}", "unknown field 'option'"),
                new BadSpec("{\"name\": \"dice\"", "not a loss specification"),
                new BadSpec("{\"options\": {}}", "has no name"));
    }

    private static Stream<BadArrays> arrays() {
        return Stream.of(
                new BadArrays(
                        "dice",
                        labels(0),
                        manager -> manager.zeros(new Shape(2, 3)),
                        "(2, 3)",
                        "(N, C, *S)"),
                new BadArrays(
                        "dice",
                        labels(0),
                        manager -> manager.zeros(IMAGES, DataType.INT32),
                        "int32",
                        "float32, float64 and float16"),
                new BadArrays(
                        "dice",
                        manager -> new NDList(manager.zeros(new Shape(2, 5, 5), DataType.INT32)),
                        "(2, 5, 5)",
                        "(2, 3, 4, 5)",
                        "(2, 4, 5)",
                        "(2, 1, 4, 5)"),
                new BadArrays("dice", manager -> new NDList(), "0 label arrays"),
                new BadArrays(
                        "dice",
                        labels(7),
                        "label 7 at image 1, voxel [1, 2]",
                        "0..2",
                        "set ignoreIndex to 7"),
                new BadArrays("dice", labels(-1), "label -1 at image 1, voxel [1, 2]", "0..2"),
                new BadArrays(
                        "{\"name\": \"dice\", \"options\": {\"ignoreIndex\": 255}}",
                        labels(254),
                        "label 254",
                        "ignoreIndex 255"),
                new BadArrays(
                        "dice",
                        manager -> new NDList(manager.full(new Shape(2, 4, 5), 0.5f)),
                        "label 0.5 is not a class index",
                        "whole numbers"),
                new BadArrays(
                        "dice", soft(1.5f), "label 1.5 in channel 1 at image 0, voxel [0, 3]"),
                new BadArrays(
                        "dice",
                        soft(Float.NaN),
                        "label NaN in channel 1 at image 0, voxel [0, 3]",
                        "0..1"),
                new BadArrays(
                        "dice",
                        weighted("weight_map", new Shape(2, 4, 5), -1),
                        "weight_map holds -1.0 at image 1, voxel [1, 2]",
                        "finite and not negative"),
                new BadArrays(
                        "dice",
                        weighted("weight_map", new Shape(2, 4, 5), Float.NaN),
                        "weight_map holds NaN at image 1, voxel [1, 2]"),
                new BadArrays(
                        "dice",
                        weighted("weight_map", new Shape(2, 20), 1),
                        "weight_map of shape (2, 20)",
                        "(2, 4, 5)"),
                new BadArrays(
                        "dice",
                        weighted("weights", new Shape(2, 4, 5), 1),
                        "'weights'",
                        "[weight_map]",
                        "setName"),
                new BadArrays(
                        "uncertainty-weighted",
                        labels(1),
                        "uncertainty-weighted needs the label array 'uncertainty_map'",
                        "setName"),
                new BadArrays(
                        "{\"name\": \"weighted-sum\", \"options\": {\"losses\": [\"dice\","
                                + " \"uncertainty-weighted\"]}}",
                        labels(1),
                        "needs the label array 'uncertainty_map'"),
                new BadArrays(
                        "uncertainty-weighted",
                        weighted("uncertainty_map", new Shape(2, 4, 5), -1),
                        "uncertainty_map holds -1.0 at image 1, voxel [1, 2]",
                        "finite and not negative"),
                new BadArrays(
                        "uncertainty-weighted",
                        weighted("uncertainty_map", new Shape(2, 1, 4, 5), 1e4f),
                        "uncertainty_map holds 10000.0",
                        "0 to 0.5, or a smaller alpha"),
                new BadArrays(
                        "boundary",
                        weighted("distance_map", new Shape(2, 4, 5), 1),
                        "distance_map of shape (2, 4, 5)",
                        "(2, 3, 4, 5)"),
                new BadArrays(
                        "level-set",
                        weighted("image", new Shape(2, 6, 4, 4), 1),
                        "image of shape (2, 6, 4, 4)",
                        "allowed is (2, 4, 5) or (2, 6, 4, 5), with any number of channels"),
                new BadArrays(
                        "level-set",
                        weighted("image", new Shape(2, 4, 5), Float.NaN),
                        "image holds NaN",
                        "finite numbers"),
                new BadArrays(
                        "dpce",
                        weighted("distance_map", new Shape(2, 20), 1),
                        "distance_map of shape (2, 20)",
                        "(2, 3, 4, 5)",
                        "(2, 4, 5)",
                        "(2, 1, 4, 5)"),
                new BadArrays(
                        "distance-penalized-dice",
                        weighted("distance_map", new Shape(2, 4, 5), Float.NaN),
                        "distance_map holds NaN",
                        "finite numbers"),
                new BadArrays(
                        "{\"name\": \"dpce\", \"options\": {\"activation\": \"sigmoid\"}}",
                        manager ->
                                new NDList(
                                        manager.zeros(IMAGES),
                                        weighted("distance_map", new Shape(2, 4, 5), 1)
                                                .apply(manager)
                                                .get(1)),
                        "distance_map of shape (2, 4, 5)",
                        "allowed is (2, 3, 4, 5)"),
                new BadArrays(
                        "{\"name\": \"shape-aware\", \"options\": {\"spacing\": [1]}}",
                        labels(1),
                        "spacing [1.0] does not fit shape [4, 5]"),
                new BadArrays(
                        "{\"name\": \"topo\", \"options\": {\"dimensions\": [0, 2]}}",
                        labels(1),
                        "dimensions = [0, 2], but the prediction has 2 spatial axes",
                        "allowed are [0, 1]"),
                new BadArrays(
                        "{\"name\": \"boundary\", \"options\": {\"spacing\": [1]}}",
                        labels(1),
                        "spacing [1.0] does not fit shape [4, 5]",
                        "one value for each axis"),
                new BadArrays(
                        "{\"name\": \"hausdorff-cv\", \"options\": {\"radii\": [18]}}",
                        manager ->
                                new NDList(manager.zeros(new Shape(1, 20, 20, 20), DataType.INT32)),
                        manager -> manager.zeros(new Shape(1, 2, 20, 20, 20)),
                        "radii = 18.0 makes a kernel of [37, 37, 37] voxels",
                        "allowed are 8192 voxels"),
                new BadArrays(
                        "{\"name\": \"dice\", \"options\": {\"classWeights\": [1, 2]}}",
                        labels(0),
                        "classWeights = [1.0, 2.0] has 2 numbers",
                        "3 channels"),
                new BadArrays(
                        "{\"name\": \"nonadj\", \"options\": {\"adjacency\": [[true]]}}",
                        labels(0),
                        "adjacency has 1 rows",
                        "3 channels"),
                new BadArrays(
                        "{\"name\": \"ell\", \"options\": {\"frequencies\": [0.9, 0.1]}}",
                        labels(0),
                        "frequencies = [0.9, 0.1] has 2 numbers",
                        "3 channels"),
                new BadArrays(
                        "{\"name\": \"focal\", \"options\": {\"alpha\": [1, 2]}}",
                        labels(0),
                        "alpha = [1.0, 2.0]",
                        "3 channels"),
                new BadArrays(
                        "{\"name\": \"lovasz-softmax\", \"options\": {\"classes\": [1, 9]}}",
                        labels(0),
                        "classes = [1, 9]",
                        "0..2"),
                new BadArrays(
                        "{\"name\": \"cross-entropy\", \"options\": {\"positiveWeights\": [1, 2, 3]}}",
                        labels(0),
                        "positiveWeights",
                        "use classWeights"),
                new BadArrays(
                        "{\"name\": \"dice\", \"options\": {\"activation\": \"softmax\"}}",
                        manager -> new NDList(manager.zeros(new Shape(2, 4, 5))),
                        manager -> manager.zeros(new Shape(2, 1, 4, 5)),
                        "softmax with one channel",
                        "use sigmoid"),
                new BadArrays(
                        wasserstein("[[0, 1], [1, 0]]", ""),
                        labels(0),
                        "distanceMatrix has 2 rows",
                        "3 channels"),
                new BadArrays(
                        wasserstein("[[0, 1], [1, 0]]", ", \"activation\": \"sigmoid\""),
                        labels(0),
                        "no meaning where channels are tasks",
                        "use softmax"),
                new BadArrays(
                        "{\"name\": \"weighted-sum\", \"options\": {\"losses\": [{\"name\": \"dice\","
                                + " \"options\": {\"reduction\": \"none\"}}]}}",
                        labels(0),
                        "dice gives (2, 3)",
                        "set mean or sum"));
    }

    private static String wasserstein(String distances, String options) {
        return "{\"name\": \"gwdl\", \"options\": {\"distanceMatrix\": %s%s}}"
                .formatted(distances, options);
    }

    @TestFactory
    Stream<DynamicTest> specifications() {
        return specs().map(
                        bad ->
                                dynamicTest(
                                        bad.spec(),
                                        () ->
                                                refused(
                                                        () ->
                                                                Losses.create(
                                                                        LossSpec.parse(bad.spec())),
                                                        bad.message())));
    }

    @TestFactory
    Stream<DynamicTest> labelsAndPredictions() {
        return Backend.present().stream()
                .flatMap(
                        backend ->
                                arrays().map(
                                                bad ->
                                                        dynamicTest(
                                                                backend + ": " + bad.message(),
                                                                () -> refused(backend, bad))));
    }

    private static void refused(Backend backend, BadArrays bad) {
        SegmentationLoss loss = Losses.create(LossSpec.parse(bad.spec()));
        try (NDManager manager = backend.newManager()) {
            NDList labels = bad.labels().apply(manager);
            NDArray prediction = bad.prediction().apply(manager);
            int before = manager.getManagedArrays().size();
            refused(() -> loss.evaluate(labels, new NDList(prediction)), bad.message());
            assertSame(manager, prediction.getManager(), "the prediction is the caller's again");
            assertEquals(before, manager.getManagedArrays().size(), "arrays left behind");
        }
    }

    private static void refused(Runnable action, List<String> message) {
        String actual = assertThrows(IllegalArgumentException.class, action::run).getMessage();
        message.forEach(
                part -> assertTrue(actual.contains(part), "'" + part + "' is not in: " + actual));
    }

    /** Class indices, one of them bad. */
    private static Function<NDManager, NDList> labels(int bad) {
        int[] labels = new int[40];
        labels[27] = bad;
        return manager -> new NDList(manager.create(labels, new Shape(2, 4, 5)));
    }

    /** Soft labels, one of them bad. */
    private static Function<NDManager, NDList> soft(float bad) {
        float[] labels = new float[120];
        labels[23] = bad;
        return manager -> new NDList(manager.create(labels, IMAGES));
    }

    /** Good labels, and a further array of which one number is bad. */
    private static Function<NDManager, NDList> weighted(String name, Shape shape, float bad) {
        float[] numbers = new float[(int) shape.size()];
        numbers[27] = bad;
        return manager -> {
            NDArray array = manager.create(numbers, shape);
            array.setName(name);
            return new NDList(manager.zeros(new Shape(2, 4, 5), DataType.INT32), array);
        };
    }
}

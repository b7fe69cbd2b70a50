package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.geometry.BettiNumbers;
import org.segloss.geometry.DistanceTransform;
import org.segloss.metric.Average;
import org.segloss.metric.ClDice;
import org.segloss.metric.Evaluators;
import org.segloss.metric.MaskEvaluator;
import org.segloss.metric.Measure;
import org.segloss.metric.Measures;
import org.segloss.metric.SurfaceDistances;

/**
 * The golden values of the measures on every engine and device, from the original implementations.
 * Other cases of the same format: {@code -Dsegloss.golden=DIR}.
 *
 * <p>Where a mask is empty the implementations do not agree with each other, and the library's own
 * rule is expected.
 */
class GoldenMeasuresTest {

    /** Evaluators return single precision, and distances are computed in it. */
    private static final double PRECISION = 1e-6;

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** The evaluator of each golden surface measure; those of Dice take the tolerance. */
    private static final Map<String, String> SURFACE =
            Map.of(
                    "monai_hd", "hausdorff",
                    "monai_hd95", "hausdorff95",
                    "monai_assd", "assd",
                    "monai_nsd", "surface-dice",
                    "deepmind_hd100", "hausdorff-elements",
                    "deepmind_hd95", "hausdorff95-elements",
                    "deepmind_nsd", "surface-dice-elements",
                    "monai_nsd_subvoxel", "surface-dice-elements");

    private static final String KEY = "epoch";

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException {
        return GoldenCase.read(GoldenCasesTest.folder(), GoldenCase::isMeasure).stream()
                .flatMap(
                        golden ->
                                Backend.present().stream()
                                        .map(
                                                backend ->
                                                        dynamicTest(
                                                                backend + " " + golden.file(),
                                                                () -> run(backend, golden))));
    }

    private static void run(Backend backend, GoldenCase golden) throws IOException {
        try (NDManager manager = backend.newManager()) {
            NDList arrays = golden.arrays(manager);
            switch (golden.measure()) {
                case "edt" -> checkDistances(arrays);
                case "surface" -> checkSurfaces(arrays);
                case "cldice" -> checkClDice(arrays);
                case "betti" -> checkBettiNumbers(arrays);
                default -> checkCsurka(golden, arrays);
            }
        }
    }

    private static void checkDistances(NDList arrays) {
        BitSet mask = mask(arrays.get("mask"));
        float[] distances =
                new DistanceTransform(axes(arrays.get("mask")), spacing(arrays))
                        .toNearest(v -> !mask.get(v));
        double[] expected = numbers(arrays.get("distance"));
        for (int v = 0; v < expected.length; v++) {
            assertEquals(expected[v], distances[v], PRECISION * (1 + expected[v]), "voxel " + v);
        }
    }

    private static void checkSurfaces(NDList arrays) {
        BitSet prediction = mask(arrays.get("pred"));
        BitSet reference = mask(arrays.get("gt"));
        float[] spacing = spacing(arrays);
        double tolerance = numbers(arrays.get("tolerance"))[0];
        SURFACE.forEach(
                (name, evaluator) -> {
                    boolean dice = evaluator.startsWith("surface-dice");
                    double expected =
                            expected(arrays, name, prediction, reference, dice ? 0 : INFINITY);
                    MaskEvaluator built =
                            Evaluators.builder(evaluator + (dice ? ":" + tolerance : ""))
                                    .optSpacing(spacing)
                                    .build();
                    assertNear(expected, evaluate(built, arrays), name);
                });
        int[] shape = axes(arrays.get("gt"));
        SurfaceDistances voxels = SurfaceDistances.ofVoxels(shape, spacing, prediction, reference);
        SurfaceDistances elements =
                SurfaceDistances.ofElements(shape, spacing, prediction, reference);
        Map.of(
                        "monai_asd_pred_to_gt", voxels.averageToReference(),
                        "deepmind_asd_pred_to_gt", elements.averageToReference(),
                        "deepmind_asd_gt_to_pred", elements.averageToPrediction())
                .forEach(
                        (name, value) ->
                                assertNear(
                                        expected(arrays, name, prediction, reference, INFINITY),
                                        value,
                                        name));
    }

    private static double expected(
            NDList arrays, String name, BitSet prediction, BitSet reference, double oneEmpty) {
        if (prediction.isEmpty() && reference.isEmpty()) {
            return Double.NaN;
        }
        return prediction.isEmpty() || reference.isEmpty()
                ? oneEmpty
                : numbers(arrays.get(name))[0];
    }

    private static void checkClDice(NDList arrays) {
        double expected = numbers(arrays.get("value"))[0];
        assertNear(expected, evaluate(Evaluators.builder("cldice").build(), arrays), "cldice");
        assertEquals(
                expected,
                ClDice.of(
                        mask(arrays.get("pred")),
                        mask(arrays.get("gt")),
                        mask(arrays.get("skeleton_pred")),
                        mask(arrays.get("skeleton_gt"))),
                1e-12);
    }

    private static void checkBettiNumbers(NDList arrays) {
        for (String name : new String[] {"pred", "gt"}) {
            int[] numbers = BettiNumbers.of(axes(arrays.get(name)), mask(arrays.get(name))::get);
            assertArrayEquals(
                    numbers(arrays.get("betti_" + name)),
                    Arrays.stream(numbers).asDoubleStream().toArray());
        }
        assertNear(
                numbers(arrays.get("error_total"))[0],
                evaluate(Evaluators.builder("betti-error").build(), arrays),
                "error");
    }

    private static double evaluate(MaskEvaluator evaluator, NDList arrays) {
        NDArray prediction = arrays.get("pred");
        Shape one = new Shape(1, 1).addAll(prediction.getShape());
        NDArray logits = prediction.toType(DataType.FLOAT32, true).sub(0.5f).reshape(one);
        return evaluator
                .evaluate(new NDList(arrays.get("gt").reshape(one)), new NDList(logits))
                .getFloat();
    }

    private static void checkCsurka(GoldenCase golden, NDList arrays) {
        MaskEvaluator.Builder boundary = MaskEvaluator.builder("boundary-f1", boundaryF1(golden));
        checkMean(golden, arrays, Evaluators.builder("pixel-accuracy"), "pixel_accuracy");
        checkMean(golden, arrays, Evaluators.builder("mean-class-accuracy"), "mean_class_accuracy");
        checkMean(golden, arrays, Evaluators.builder("jaccard"), "mean_jaccard");
        checkClasses(golden, arrays, Evaluators.builder("jaccard"), "per_class_jaccard");
        checkImages(golden, arrays, Evaluators.builder("jaccard"), "jaccard");
        checkImages(golden, arrays, boundary, "bf");
        double[] widths = widths(golden);
        for (int i = 0; i < widths.length; i++) {
            for (String name : new String[] {"accuracy", "jaccard"}) {
                String column = name.equals("accuracy") ? "trimap_accuracy" : "trimap_mean_jaccard";
                MaskEvaluator evaluator =
                        build(golden, Evaluators.builder("trimap-" + name + ":" + widths[i]));
                accumulate(evaluator, golden, arrays);
                assertNear(numbers(arrays.get(column))[i], evaluator.getAccumulator(KEY), column);
            }
        }
    }

    private static Measure boundaryF1(GoldenCase golden) {
        return golden.parameters().path("theta_pixels").isNumber()
                ? Measures.boundaryF1(golden.parameters().path("theta_pixels").asDouble())
                : Measures.boundaryF1OfDiagonal(
                        golden.parameters().path("theta_fraction_of_diagonal").asDouble());
    }

    private static double[] widths(GoldenCase golden) {
        return IntStream.range(0, golden.parameters().path("trimap_widths").size())
                .mapToDouble(i -> golden.parameters().path("trimap_widths").get(i).asDouble())
                .toArray();
    }

    private static void checkMean(
            GoldenCase golden, NDList arrays, MaskEvaluator.Builder builder, String column) {
        MaskEvaluator evaluator = build(golden, builder);
        accumulate(evaluator, golden, arrays);
        assertNear(numbers(arrays.get(column))[0], evaluator.getAccumulator(KEY), column);
    }

    private static void checkClasses(
            GoldenCase golden, NDList arrays, MaskEvaluator.Builder builder, String column) {
        MaskEvaluator evaluator = build(golden, builder);
        accumulate(evaluator, golden, arrays);
        assertArrayEquals(numbers(arrays.get(column)), evaluator.perClass(KEY), 1e-12, column);
    }

    /** A score of each image and class, its mean over the labelled classes, and that of images. */
    private static void checkImages(
            GoldenCase golden, NDList arrays, MaskEvaluator.Builder builder, String name) {
        builder.optAverage(Average.IMAGE).optOnlyLabelled(true);
        checkMean(golden, arrays, builder, "mean_per_image_" + name);
        double[] scores = numbers(arrays.get("per_image_class_" + name));
        int classes = golden.parameters().path("classes").asInt();
        for (int n = 0; n < scores.length / classes; n++) {
            MaskEvaluator evaluator = build(golden, builder);
            evaluator.addAccumulator(KEY);
            accumulate(evaluator, golden, arrays, n);
            assertArrayEquals(
                    Arrays.copyOfRange(scores, n * classes, (n + 1) * classes),
                    evaluator.perClass(KEY),
                    1e-12,
                    name + " of image " + n);
            assertNear(
                    numbers(arrays.get("per_image_" + name))[n],
                    evaluator.getAccumulator(KEY),
                    name + " of image " + n);
        }
    }

    private static MaskEvaluator build(GoldenCase golden, MaskEvaluator.Builder builder) {
        if (golden.parameters().path("ignore_index").isNumber()) {
            builder.optIgnoreIndex(golden.parameters().path("ignore_index").asInt());
        }
        return builder.build();
    }

    /** Every image is a batch of its own. */
    private static void accumulate(MaskEvaluator evaluator, GoldenCase golden, NDList arrays) {
        evaluator.addAccumulator(KEY);
        for (int n = 0; n < arrays.get("labels").size(0); n++) {
            accumulate(evaluator, golden, arrays, n);
        }
    }

    private static void accumulate(
            MaskEvaluator evaluator, GoldenCase golden, NDList arrays, int n) {
        NDArray labels = arrays.get("labels").get(n + ":" + (n + 1));
        double[] prediction = numbers(arrays.get("prediction").get(n));
        int classes = golden.parameters().path("classes").asInt();
        float[] logits = new float[classes * prediction.length];
        for (int v = 0; v < prediction.length; v++) {
            // A voxel of the prediction may be void where that of the labels is.
            if (prediction[v] < classes) {
                logits[((int) prediction[v]) * prediction.length + v] = 1;
            }
        }
        Shape shape = new Shape(1, classes).addAll(labels.getShape().slice(2));
        evaluator.updateAccumulators(
                new String[] {KEY},
                new NDList(labels),
                new NDList(labels.getManager().create(logits, shape)));
    }

    private static int[] axes(NDArray array) {
        return Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
    }

    private static BitSet mask(NDArray array) {
        double[] numbers = numbers(array);
        return IntStream.range(0, numbers.length)
                .filter(v -> numbers[v] != 0)
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static float[] spacing(NDList arrays) {
        double[] numbers = numbers(arrays.get("spacing"));
        float[] spacing = new float[numbers.length];
        for (int axis = 0; axis < spacing.length; axis++) {
            spacing[axis] = (float) numbers[axis];
        }
        return spacing;
    }

    private static double[] numbers(NDArray array) {
        return array.toType(DataType.FLOAT64, true).toDoubleArray();
    }

    private static void assertNear(double expected, double actual, String what) {
        boolean finite = Double.isFinite(expected);
        assertEquals(expected, actual, finite ? PRECISION * (1 + Math.abs(expected)) : 1, what);
    }
}

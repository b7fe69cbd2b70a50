package org.segloss.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The measures and their averages, without an engine. */
class MeasuresTest {

    private static final int[] SHAPE = {7, 9};

    /** Two images of three classes; class 2 is in the second one alone, and there missed. */
    private static final List<ImagePair> IMAGES =
            List.of(
                    pair(new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1}),
                    pair(new int[] {0, 0, 0, 1}, new int[] {0, 0, 2, 2}));

    private static ImagePair pair(int[] prediction, int[] reference) {
        return ImagePair.ofLabels(
                new int[] {2, 2}, new float[] {3, 4}, prediction, reference, 3, null);
    }

    private static MaskTally tally(MaskEvaluator.Builder builder) {
        MaskTally tally = builder.build().newTally();
        IMAGES.forEach(tally::add);
        return tally;
    }

    @ParameterizedTest
    @CsvSource({
        "dice, 8, 13",
        "jaccard, 4, 9",
        "precision, 4, 6",
        "recall, 4, 7",
        "specificity, 1, 3",
        "f-beta:2, 20, 34",
        "volume-similarity, 12, 13"
    })
    void ratiosOfCounts(String name, double numerator, double denominator) {
        int[] prediction = {1, 1, 1, 1, 1, 1, 0, 0, 0, 0};
        int[] reference = {1, 1, 1, 1, 0, 0, 1, 1, 1, 0};
        MaskTally tally = Evaluators.builder(name).build().newTally();
        tally.add(ImagePair.ofLabels(new int[] {10}, new float[0], prediction, reference, 2, null));
        assertEquals(numerator / denominator, tally.classes()[1], 1e-15);
    }

    @Test
    void aRatioOfNothingIsNotDefined() {
        ConfusionCounts none = ConfusionCounts.NONE;
        assertTrue(Double.isNaN(none.dice()) && Double.isNaN(none.jaccard()));
        assertTrue(Double.isNaN(none.precision()) && Double.isNaN(none.recall()));
        assertTrue(Double.isNaN(none.specificity()) && Double.isNaN(none.volumeSimilarity()));
    }

    @Test
    void countsAreSummedBeforeTheDivision() {
        MaskTally tally = tally(Evaluators.builder("recall"));
        assertArrayEquals(new double[] {1, 2.0 / 3, 0}, tally.classes(), 1e-15);
        assertEquals(5.0 / 9, tally.average(), 1e-15);
        assertEquals(5.0 / 8, tally(Evaluators.builder("pixel-accuracy")).average(), 1e-15);
        assertEquals(
                1.0 / 3,
                tally(Evaluators.builder("recall").optIncludeBackground(false)).average(),
                1e-15);
    }

    @Test
    void valuesOfImagesAreAveragedInTheOrderAskedFor() {
        double first = (2.0 / 3 + 4.0 / 5) / 2;
        double second = (4.0 / 5 + 0 + 0) / 3;
        MaskEvaluator.Builder dice = Evaluators.builder("dice").optAverage(Average.IMAGE);
        assertEquals((first + second) / 2, tally(dice).average(), 1e-15);
        // Class 1 of the second image is predicted, but not labelled.
        assertEquals((first + 0.4) / 2, tally(dice.optOnlyLabelled(true)).average(), 1e-15);
        MaskEvaluator.Builder betti = Evaluators.builder("betti-error");
        assertArrayEquals(new double[] {0, 0.5, 1}, tally(betti).classes());
        assertEquals(0.5, tally(betti).average());
        assertEquals(2.0 / 5, tally(betti.optAverage(Average.MICRO)).average(), 1e-15);
    }

    @Test
    void aClassInOneMaskAloneIsInfinitelyFar() {
        MaskEvaluator.Builder distance = Evaluators.builder("hausdorff");
        assertArrayEquals(
                new double[] {3.5, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY},
                tally(distance).classes());
        assertArrayEquals(
                new double[] {3.5, (3 + 10) / 2.0, 10}, tally(distance.optMissed(10)).classes());
        assertArrayEquals(
                new double[] {3.5, 3, 10}, tally(distance.optOnlyLabelled(true)).classes());
    }

    @Test
    void anAbsentClassIsLeftOutUnlessToldOtherwise() {
        ImagePair none = pair(new int[4], new int[4]);
        for (String name : List.of("dice", "specificity", "hausdorff95", "betti-error")) {
            MaskEvaluator.Builder builder = Evaluators.builder(name).optIncludeBackground(false);
            MaskTally tally = builder.build().newTally();
            tally.add(none);
            assertTrue(Double.isNaN(tally.average()), name);
            MaskTally told = builder.optAbsent(0.25).build().newTally();
            told.add(none);
            assertEquals(0.25, told.average(), name);
        }
        assertTrue(Double.isNaN(Evaluators.builder("dice").build().newTally().average()));
    }

    @Test
    void ignoredVoxelsAreInNoMask() {
        int[] reference = {0, 1, 255, 255};
        ImagePair some =
                ImagePair.ofLabels(
                        new int[] {4}, new float[0], new int[] {0, 1, 1, 0}, reference, 2, 255);
        assertEquals(new ConfusionCounts(1, 0, 0, 1), some.counts(1));
    }

    @ParameterizedTest
    @EnumSource(SurfaceDefinition.class)
    void surfacesOfRandomMasksObeyTheirDefinition(SurfaceDefinition definition) {
        Random random = new Random(3);
        for (int trial = 0; trial < 20; trial++) {
            BitSet a = random(random);
            BitSet b = random(random);
            SurfaceDistances there = definition.of(SHAPE, new float[] {2, 1}, a, b);
            SurfaceDistances back = definition.of(SHAPE, new float[] {2, 1}, b, a);
            assertEquals(there.hausdorff(), back.hausdorff());
            assertEquals(there.average(), back.average(), 1e-12);
            assertEquals(there.averageToReference(), back.averageToPrediction());
            assertTrue(there.percentile(95) <= there.hausdorff());
            assertTrue(there.percentile(0) <= there.average());
            assertEquals(1, there.dice(there.hausdorff()), 1e-12);
            assertEquals(1, definition.of(SHAPE, new float[] {2, 1}, a, a).dice(0));
            BitSet empty = new BitSet();
            assertEquals(0, definition.of(SHAPE, new float[0], a, empty).dice(1e6));
            assertEquals(
                    Double.POSITIVE_INFINITY,
                    definition.of(SHAPE, new float[0], empty, b).average());
            assertTrue(Double.isNaN(definition.of(SHAPE, new float[0], empty, empty).dice(1)));
        }
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        definition
                                .of(SHAPE, new float[0], new BitSet(), new BitSet())
                                .percentile(101));
    }

    private static BitSet random(Random random) {
        BitSet mask = new BitSet();
        for (int v = 0; v < SHAPE[0] * SHAPE[1]; v++) {
            mask.set(v, random.nextBoolean());
        }
        return mask;
    }

    @Test
    void calibrationComparesConfidenceWithAccuracyInEachBin() {
        CalibrationError error = new CalibrationError(2);
        assertTrue(Double.isNaN(error.value()));
        error.add(0.5, true);
        error.add(0.25, false);
        error.add(0.75, true);
        error.add(1, false);
        assertEquals((0.25 + 0.75) / 4, error.value(), 1e-15);
        List<CalibrationError.Bin> bins = error.bins();
        CalibrationError twice = new CalibrationError(2);
        for (int i = 0; i < 2 * bins.size(); i++) {
            twice.add(i % 2, bins.get(i % 2));
        }
        assertEquals(2 * bins.get(1).decisions(), twice.bins().get(1).decisions());
        assertEquals(2 * bins.get(1).right(), twice.bins().get(1).right());
        assertEquals(error.value(), twice.value(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> new CalibrationError(0));
    }

    @Test
    void everyNameBuildsAnEvaluatorOfThatName() {
        for (EvaluatorEntry entry : Evaluators.all()) {
            assertEquals(entry.name(), Evaluators.builder(entry.name()).build().getName());
            String withNumber = entry.name() + ":2";
            if (entry.parameter().isPresent()) {
                assertEquals(withNumber, Evaluators.builder(withNumber).build().getName());
            } else {
                assertThrows(IllegalArgumentException.class, () -> Evaluators.builder(withNumber));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dise", "f-beta:x", "f-beta:-1", "f-beta:", "dice:1", "f-beta:1:2"})
    void refusesOtherNames(String text) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> Evaluators.builder(text))
                        .getMessage();
        assertTrue(message.contains("'" + text + "'"), message);
    }

    @Test
    void refusesMapsThatDoNotFit() {
        int[] four = new int[4];
        for (int[] bad : new int[][] {new int[5], {0, 0, 0, 3}, {0, 0, 0, -1}}) {
            for (boolean predicted : new boolean[] {true, false}) {
                String message =
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> pair(predicted ? bad : four, predicted ? four : bad))
                                .getMessage();
                String what = predicted ? "prediction" : "reference";
                assertTrue(message.contains("the " + what), Arrays.toString(bad) + message);
            }
        }
    }
}

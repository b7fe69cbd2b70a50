package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.geometry.BettiMatching.Match;
import org.segloss.geometry.BettiMatching.Matching;
import org.segloss.geometry.CubicalPersistence.Construction;

class BettiMatchingTest {

    private final Random random = new Random(17);

    /** The loss that the matching is for, and its slope, against the authors' values. */
    @ParameterizedTest
    @CsvSource({
        "components2d, false, SUPERLEVEL, SUPERLEVEL",
        "ring2d, false, SUPERLEVEL, SUPERLEVEL",
        "ring2d_batch_relative, true, SUPERLEVEL, SUPERLEVEL",
        "vessel2d_bothlevel, false, SUPERLEVEL, SUBLEVEL"
    })
    void equalsGoldenLosses(String name, boolean relative, Filtration from, Filtration to)
            throws IOException {
        Map<String, Npz.Array> golden =
                Npz.read("/golden/boundary/betti_matching/" + name + ".npz");
        Npz.Array logits = golden.get("logits");
        int images = logits.shape()[0];
        double value = 0;
        for (int image = 0; image < images; image++) {
            Probabilities p = new Probabilities(logits.at(image, 0));
            float[] label = golden.get("labels").at(image, 0).floats();
            for (Filtration filtration : from == to ? List.of(from) : List.of(from, to)) {
                BettiMatching alone = new BettiMatching(filtration, p.shape());
                BettiMatching matching = relative ? alone.relative() : alone;
                for (int dimension : new int[] {0, 1}) {
                    value += loss(p, matching.match(p.values(), label, dimension)) / images;
                }
            }
            p.assertGradient(golden.get("gradient").at(image, 0), images);
        }
        assertEquals(golden.get("value").values()[0], value, 1e-6);
    }

    private static double loss(Probabilities p, Matching matching) {
        double loss = 0;
        for (Match match : matching.matched()) {
            PersistencePair first = match.first();
            PersistencePair second = match.second();
            loss += p.fromNumber(2, first.birthVoxel(), second.birth());
            if (!first.essential()) {
                loss += p.fromNumber(2, first.deathVoxel(), second.death());
            }
        }
        for (PersistencePair single : matching.onlyFirst()) {
            loss += p.apart(1, single.birthVoxel(), single.deathVoxel());
        }
        for (PersistencePair single : matching.onlySecond()) {
            loss += Math.pow(single.birth() - single.death(), 2);
        }
        return loss;
    }

    static Stream<Arguments> grids() {
        return Stream.of(new int[] {11}, new int[] {7, 9}, new int[] {5, 7, 3})
                .flatMap(
                        shape ->
                                Arrays.stream(Filtration.values())
                                        .map(filtration -> Arguments.of(filtration, shape)));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void anImageMatchesItselfAltogether(Filtration filtration, int[] shape) {
        float[] image = image(shape, 1000);
        for (int dimension = 0; dimension < shape.length; dimension++) {
            Matching matching = new BettiMatching(filtration, shape).match(image, image, dimension);
            List<PersistencePair> all =
                    new CubicalPersistence(Construction.VERTICES, filtration, shape)
                            .pairs(image, dimension);
            assertEquals(
                    all.stream().map(pair -> new Match(pair, pair)).toList(), matching.matched());
            assertTrue(matching.onlyFirst().isEmpty() && matching.onlySecond().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void everyFeatureAppearsOnce(Filtration filtration, int[] shape) {
        float[] first = image(shape, 20);
        float[] second = image(shape, 2);
        for (int dimension = 0; dimension < shape.length; dimension++) {
            BettiMatching betti = new BettiMatching(filtration, shape);
            Matching matching = betti.match(first, second, dimension);
            List<PersistencePair> ofFirst = new ArrayList<>(matching.onlyFirst());
            List<PersistencePair> ofSecond = new ArrayList<>(matching.onlySecond());
            matching.matched().forEach(match -> ofFirst.add(match.first()));
            matching.matched().forEach(match -> ofSecond.add(match.second()));
            CubicalPersistence persistence =
                    new CubicalPersistence(Construction.VERTICES, filtration, shape);
            assertEquals(sorted(persistence.pairs(first, dimension)), sorted(ofFirst));
            assertEquals(sorted(persistence.pairs(second, dimension)), sorted(ofSecond));

            Matching reversed = betti.match(second, first, dimension);
            assertEquals(matching.matched().size(), reversed.matched().size());
            assertEquals(sorted(matching.onlyFirst()), sorted(reversed.onlySecond()));
        }
    }

    /** The loops of a volume take another way than the holes of a picture. */
    @Test
    void aVolumeOfOneSliceMatchesAsAPicture() {
        float[] first = image(new int[] {9, 11}, 1000);
        float[] second = image(new int[] {9, 11}, 3);
        for (int dimension = 0; dimension < 2; dimension++) {
            assertEquals(
                    new BettiMatching(Filtration.SUPERLEVEL, 9, 11).match(first, second, dimension),
                    new BettiMatching(Filtration.SUPERLEVEL, 1, 9, 11)
                            .match(first, second, dimension));
        }
    }

    @Test
    void aComponentThatOnlyOneImageHasIsSingle() {
        float[] prediction = {0.1f, 0.9f, 0.1f, 0.2f, 0.8f, 0.1f};
        float[] label = {0, 1, 1, 0, 0, 0};
        Matching matching = new BettiMatching(Filtration.SUPERLEVEL, 6).match(prediction, label, 0);
        assertEquals(1, matching.matched().size());
        assertTrue(matching.matched().get(0).first().essential());
        assertEquals(List.of(new PersistencePair(4, 2, 0.8f, 0.1f)), matching.onlyFirst());
        assertTrue(matching.onlySecond().isEmpty());
    }

    private float[] image(int[] shape, int levels) {
        float[] image = new float[DistanceTransform.size(shape)];
        for (int v = 0; v < image.length; v++) {
            image[v] = random.nextInt(levels);
        }
        return image;
    }

    private static List<PersistencePair> sorted(List<PersistencePair> pairs) {
        return pairs.stream()
                .sorted(
                        Comparator.comparingInt(PersistencePair::birthVoxel)
                                .thenComparingInt(PersistencePair::deathVoxel))
                .toList();
    }

    @Test
    void refusesADimensionThatAnImageHasNot() {
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new BettiMatching(Filtration.SUBLEVEL, 2, 2)
                                        .match(new float[4], new float[4], 2));
        assertTrue(refusal.getMessage().contains("dimension = 2"), refusal.getMessage());
    }
}

package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.geometry.CubicalPersistence.Construction;

class CubicalPersistenceTest {

    static Stream<Arguments> kinds() {
        return Arrays.stream(Construction.values())
                .flatMap(
                        construction ->
                                Arrays.stream(Filtration.values())
                                        .map(filtration -> Arguments.of(construction, filtration)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void equalsTheReductionOfTheWholeMatrix(Construction construction, Filtration filtration) {
        Random random = new Random(11);
        int[][] shapes = {
            {1}, {9}, {5, 7}, {1, 6}, {7, 1}, {3, 5, 3}, {5, 3, 4}, {1, 5, 5}, {4, 1, 3}, {3, 3, 3}
        };
        for (int[] shape : shapes) {
            for (int levels : new int[] {2, 5, 1000}) {
                float[] image = new float[DistanceTransform.size(shape)];
                for (int v = 0; v < image.length; v++) {
                    image[v] = random.nextInt(levels) - levels / 2;
                }
                List<List<PersistencePair>> expected =
                        new NaivePersistence(construction, filtration, shape, image).pairs();
                CubicalPersistence persistence =
                        new CubicalPersistence(construction, filtration, shape);
                for (int dimension = 0; dimension < shape.length; dimension++) {
                    assertEquals(
                            sorted(expected.get(dimension)),
                            sorted(persistence.pairs(image, dimension)),
                            Arrays.toString(shape) + ", dimension " + dimension);
                }
            }
        }
    }

    private static List<PersistencePair> sorted(List<PersistencePair> pairs) {
        return pairs.stream()
                .sorted(
                        Comparator.comparingInt(PersistencePair::birthVoxel)
                                .thenComparingInt(PersistencePair::deathVoxel))
                .toList();
    }

    /** The topological loss and its slope, of which all but the pairs is arithmetic. */
    @ParameterizedTest
    @CsvSource({
        "components2d_dim0, 0, 0, 100",
        "components2d_patches, 0, 0, 16",
        "components3d_dim0, 0, 0, 100",
        "ring2d_dim01, 0, 1, 100",
        "ring2d_dim1, 1, 1, 100"
    })
    void equalsGoldenLosses(String name, int from, int to, int side) throws IOException {
        Map<String, Npz.Array> golden = Npz.read("/golden/boundary/topological/" + name + ".npz");
        Npz.Array logits = golden.get("logits");
        int images = logits.shape()[0];
        double value = 0;
        for (int image = 0; image < images; image++) {
            Probabilities p = new Probabilities(logits.at(image, 0));
            float[] label = golden.get("labels").at(image, 0).floats();
            for (Patch patch : Patch.of(p.shape(), side)) {
                for (int dimension = from; dimension <= to; dimension++) {
                    value += loss(p, label, patch, dimension) / images;
                }
            }
            p.assertGradient(golden.get("gradient").at(image, 0), images);
        }
        assertEquals(golden.get("value").values()[0], value, 1e-6);
    }

    private static double loss(Probabilities p, float[] label, Patch patch, int dimension) {
        CubicalPersistence persistence =
                new CubicalPersistence(
                        Construction.TOP_CELLS, Filtration.SUPERLEVEL, patch.shape());
        long wanted =
                persistence.pairs(patch.cut(label), dimension).stream()
                        .filter(pair -> pair.birth() == 1)
                        .count();
        List<PersistencePair> pairs =
                persistence.pairs(patch.cut(p.values()), dimension).stream()
                        .sorted(Comparator.comparingDouble(CubicalPersistenceTest::length))
                        .toList();
        double loss = 0;
        for (PersistencePair pair : pairs) {
            int birth = patch.voxel(pair.birthVoxel());
            if (pairs.indexOf(pair) < wanted) {
                if (-length(pair) <= 0.99) {
                    loss += p.fromNumber(1, birth, 1);
                    loss +=
                            pair.essential()
                                    ? 0
                                    : p.fromNumber(1, patch.voxel(pair.deathVoxel()), 0);
                }
            } else if (-length(pair) > 0.03) {
                loss +=
                        pair.essential()
                                ? p.fromNumber(0.5, birth, 0)
                                : p.apart(0.5, birth, patch.voxel(pair.deathVoxel()));
            }
        }
        return loss;
    }

    /** Minus the persistence. */
    private static double length(PersistencePair pair) {
        return (pair.essential() ? 0 : pair.death()) - pair.birth();
    }

    @Test
    void namesTheVoxelsOfARing() {
        float[] image = {
            9, 8, 7, //
            6, 1, 8,
            5, 8, 9
        };
        CubicalPersistence corners =
                new CubicalPersistence(Construction.TOP_CELLS, Filtration.SUPERLEVEL, 3, 3);
        assertEquals(List.of(new PersistencePair(3, 4, 6, 1)), corners.pairs(image, 1));
        CubicalPersistence faces =
                new CubicalPersistence(Construction.VERTICES, Filtration.SUPERLEVEL, 3, 3);
        assertEquals(List.of(new PersistencePair(6, 4, 5, 1)), faces.pairs(image, 1));
    }

    @Test
    void anEvenImageHasOneComponent() {
        for (Construction construction : Construction.values()) {
            CubicalPersistence persistence =
                    new CubicalPersistence(construction, Filtration.SUBLEVEL, 3, 3, 3);
            List<PersistencePair> pairs = persistence.pairs(new float[27], 0);
            assertEquals(1, pairs.size());
            assertTrue(pairs.get(0).essential());
            assertEquals(Float.POSITIVE_INFINITY, pairs.get(0).death());
            assertEquals(List.of(), persistence.pairs(new float[27], 1));
            assertEquals(List.of(), persistence.pairs(new float[27], 2));
        }
    }

    @Test
    void refusesWhatHasNoOrder() {
        CubicalPersistence persistence =
                new CubicalPersistence(Construction.VERTICES, Filtration.SUBLEVEL, 2, 2);
        assertRefused(
                "NaN at voxel 2", () -> persistence.pairs(new float[] {0, 1, Float.NaN, 2}, 0));
        assertRefused("image of 3 numbers", () -> persistence.pairs(new float[3], 0));
        assertRefused("dimension = 2", () -> persistence.pairs(new float[4], 2));
        assertRefused("dimension = -1", () -> persistence.pairs(new float[4], -1));
        assertRefused(
                "more than three axes",
                () ->
                        new CubicalPersistence(
                                Construction.VERTICES, Filtration.SUBLEVEL, 1, 1, 1, 1));
    }

    private static void assertRefused(String part, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}

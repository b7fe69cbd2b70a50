package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.geometry.CubicalPersistence.Construction;

class BettiNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "components2d",
                "empty_and_full2d",
                "random2d",
                "random3d",
                "ring2d",
                "ring3d",
                "vessel3d"
            })
    void equalsGoldenNumbers(String name) throws IOException {
        Map<String, Npz.Array> golden =
                Npz.read("/golden/boundary/metrics/cases/betti/" + name + ".npz");
        for (String mask : new String[] {"pred", "gt"}) {
            double[] values = golden.get(mask).values();
            assertArrayEquals(
                    golden.get("betti_" + mask).ints(),
                    BettiNumbers.of(golden.get(mask).shape(), v -> values[v] != 0),
                    mask);
        }
    }

    @Test
    void equalsTheReductionOfTheWholeMatrix() {
        Random random = new Random(13);
        for (int[] shape : new int[][] {{9}, {5, 7}, {1, 5}, {5, 3, 5}, {3, 3, 5}, {1, 4, 3}}) {
            for (int percent : new int[] {30, 50, 70, 90}) {
                float[] mask = new float[DistanceTransform.size(shape)];
                for (int v = 0; v < mask.length; v++) {
                    mask[v] = random.nextInt(100) < percent ? 1 : 0;
                }
                int[] expected =
                        new NaivePersistence(
                                        Construction.TOP_CELLS, Filtration.SUPERLEVEL, shape, mask)
                                .pairs().stream()
                                        .mapToInt(BettiNumbersTest::bornInForeground)
                                        .toArray();
                assertArrayEquals(
                        expected, BettiNumbers.of(shape, v -> mask[v] == 1), Arrays.toString(mask));
            }
        }
    }

    private static int bornInForeground(List<PersistencePair> pairs) {
        return (int) pairs.stream().filter(pair -> pair.birth() == 1).count();
    }

    @Test
    void touchingTheEdgeEnclosesNothing() {
        int[] shape = {3, 3, 3};
        assertArrayEquals(new int[] {1, 0, 1}, BettiNumbers.of(shape, v -> v != 13));
        assertArrayEquals(new int[] {1, 1, 0}, BettiNumbers.of(shape, v -> v % 9 != 4));
        assertArrayEquals(new int[] {1, 0, 0}, BettiNumbers.of(shape, v -> v != 4));
        assertArrayEquals(new int[] {0, 0, 0}, BettiNumbers.of(shape, v -> false));
    }

    @Test
    void refusesFourAxes() {
        assertEquals(
                "shape [2, 2, 2, 2] has more than three axes: pass the spatial axes of one image",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> BettiNumbers.of(new int[] {2, 2, 2, 2}, v -> true))
                        .getMessage());
    }
}

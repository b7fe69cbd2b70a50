package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RankingTest {

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static final int COUNT = 40_000;

    static List<float[]> numbers() {
        return List.of(
                new float[0],
                new float[] {3},
                new float[] {-INFINITY},
                new float[] {2, 2, 2},
                new float[] {1, 2, 3, 4},
                new float[] {4, 3, 2, 1},
                // The two zeros are equal: the first one comes first, whichever it is.
                new float[] {-0f, 0, -0f, 0, 1, -1},
                new float[] {0, -0f, 0, -0f, -1, 1},
                new float[] {-INFINITY, INFINITY, 0, -1, INFINITY, 1, -INFINITY},
                new float[] {
                    Float.MAX_VALUE,
                    INFINITY,
                    -Float.MAX_VALUE,
                    -INFINITY,
                    Float.MIN_VALUE,
                    0,
                    -Float.MIN_VALUE,
                    Float.MIN_NORMAL,
                    -Float.MIN_NORMAL
                },
                random(random -> (float) random.nextGaussian()),
                random(random -> random.nextInt(7) - 3),
                random(random -> random.nextFloat()),
                // Bits of every kind, so that each digit decides somewhere.
                random(RankingTest::anyNumber),
                // Of these all but the last bits are equal.
                random(random -> Float.intBitsToFloat(0x3f800000 + random.nextInt(3000))),
                random(random -> -Float.intBitsToFloat(0x3f800000 + random.nextInt(3000))));
    }

    /** One random number. */
    interface Draw {
        float from(Random random);
    }

    private static float[] random(Draw draw) {
        Random random = new Random(COUNT);
        float[] numbers = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            numbers[i] = draw.from(random);
        }
        return numbers;
    }

    private static float anyNumber(Random random) {
        float number = Float.intBitsToFloat(random.nextInt());
        return Float.isNaN(number) ? 0 : number;
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void isTheOrderOfAStableSort(float[] numbers) {
        float[] before = numbers.clone();
        assertArrayEquals(sorted(numbers), Ranking.descending(numbers, numbers.length));
        assertArrayEquals(before, numbers);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void theFirstAreSortedAlone(float[] numbers) {
        int count = numbers.length / 2;
        int[] sorted = sorted(Arrays.copyOf(numbers, count));
        assertArrayEquals(sorted, Ranking.descending(numbers, count));
    }

    /** Of objects, which Java sorts by merging. Adding 0 leaves one zero of the two. */
    static int[] sorted(float... numbers) {
        return IntStream.range(0, numbers.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> numbers[i] + 0f).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }
}

package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionTest {

    private static final int COUNT = 100_000;

    private static Stream<float[]> numbers() {
        return Stream.concat(
                RankingTest.numbers().stream(),
                Stream.of(
                        random(random -> (float) random.nextGaussian()),
                        random(random -> random.nextInt(10) == 0 ? random.nextFloat() : 0),
                        random(random -> random.nextInt(10) == 0 ? random.nextFloat() - 1 : 0),
                        random(random -> random.nextInt(3)),
                        // A few of all but one number lie on the way of every sample.
                        random(random -> random.nextInt(5000) == 0 ? random.nextFloat() : 2),
                        new float[] {Float.NaN, 1, -Float.NaN, Float.POSITIVE_INFINITY, Float.NaN},
                        random(SelectionTest::sometimesNoNumber),
                        misleading(-1),
                        misleading(2)));
    }

    /** As of a network that has diverged. */
    private static float sometimesNoNumber(Random random) {
        float nan = Float.intBitsToFloat(random.nextBoolean() ? 0xffc00001 : 0x7fc00001);
        return random.nextInt(8) == 0 ? nan : random.nextFloat();
    }

    private static float[] random(RankingTest.Draw draw) {
        Random random = new Random(COUNT);
        float[] numbers = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            numbers[i] = draw.from(random);
        }
        return numbers;
    }

    /** Numbers of which those that are looked at first say nothing about the others. */
    private static float[] misleading(float sampled) {
        float[] numbers = random(Random::nextFloat);
        for (int i = 0; i < Selection.SAMPLE; i++) {
            numbers[Selection.place(i, COUNT)] = sampled;
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void theLargestAreTheFirstInOrder(float[] numbers) {
        float[] before = numbers.clone();
        int[] order = RankingTest.sorted(numbers);
        int all = numbers.length;
        IntStream counts =
                all < 10
                        ? IntStream.rangeClosed(0, all)
                        : IntStream.of(0, 1, 2, all / 10, all / 3, all / 2, all - 1, all);
        counts.forEach(
                count -> {
                    float[] expected = new float[all];
                    Arrays.stream(order).limit(count).forEach(i -> expected[i] = 1);
                    assertArrayEquals(expected, Selection.largest(numbers, count), "of " + count);
                });
        assertArrayEquals(before, numbers);
    }
}

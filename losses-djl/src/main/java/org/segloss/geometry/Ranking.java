package org.segloss.geometry;

import java.util.stream.IntStream;

/** Numbers by their size, found digit by digit instead of by comparing. */
public final class Ranking {

    private static final int DIGIT = 11;

    private static final int VALUES = 1 << DIGIT;

    private static final int DIGITS = 3;

    /** How many numbers a thread looks at before it takes others. */
    private static final int PART = 1 << 14;

    private Ranking() {}

    /**
     * Sorts.
     *
     * @param values the numbers, none of them NaN
     * @param count how many of them to sort, from the first on
     * @return the places of the numbers, the largest first; of equal numbers the first one first
     */
    public static int[] descending(float[] values, int count) {
        int[] keys = new int[count];
        int[] order = new int[count];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = descendingKey(values[i]);
            order[i] = i;
        }
        int[] sortedKeys = new int[keys.length];
        int[] sorted = new int[keys.length];
        for (int digit = 0; digit < DIGITS; digit++) {
            int shift = digit * DIGIT;
            int[] places = new int[VALUES + 1];
            for (int key : keys) {
                places[digit(key, shift) + 1]++;
            }
            for (int value = 0; value < VALUES; value++) {
                places[value + 1] += places[value];
            }
            for (int i = 0; i < keys.length; i++) {
                int place = places[digit(keys[i], shift)]++;
                sortedKeys[place] = keys[i];
                sorted[place] = order[i];
            }
            int[] spareKeys = keys;
            int[] spare = order;
            keys = sortedKeys;
            order = sorted;
            sortedKeys = spareKeys;
            sorted = spare;
        }
        return order;
    }

    /**
     * Finds the largest numbers.
     *
     * @param values the numbers, none of them NaN
     * @param count how many, as many as there are at most
     * @return 1 for each of them, 0 for the others; of equal numbers the first ones are taken
     */
    public static float[] largest(float[] values, int count) {
        int parts = (values.length + PART - 1) / PART;
        int[][] counts = new int[parts][];
        int known = 0;
        int key = 0;
        int left = count;
        for (int shift = (DIGITS - 1) * DIGIT; shift >= 0; shift -= DIGIT) {
            int[] all = count(values, known, key, shift, counts);
            int digit = 0;
            while (digit < VALUES - 1 && left > all[digit]) {
                left -= all[digit++];
            }
            key |= digit << shift;
            known |= (VALUES - 1) << shift;
        }
        // So many that equal the smallest of the largest are left for each part.
        int smallest = key;
        int[] equals = new int[parts];
        for (int part = 0; part < parts; part++) {
            equals[part] = left;
            left -= Math.min(left, counts[part][digit(key, 0)]);
        }
        float[] taken = new float[values.length];
        IntStream.range(0, parts)
                .parallel()
                .forEach(part -> take(values, part, smallest, equals[part], taken));
        return taken;
    }

    /** Counts the digits of the keys of which the others are known, in all parts and in each. */
    private static int[] count(float[] values, int known, int key, int shift, int[]... counts) {
        IntStream.range(0, counts.length)
                .parallel()
                .forEach(part -> counts[part] = count(values, part, known, key, shift));
        int[] all = new int[VALUES];
        for (int[] ofPart : counts) {
            for (int digit = 0; digit < VALUES; digit++) {
                all[digit] += ofPart[digit];
            }
        }
        return all;
    }

    private static int[] count(float[] values, int part, int known, int key, int shift) {
        int[] counts = new int[VALUES];
        int end = Math.min(values.length, (part + 1) * PART);
        for (int i = part * PART; i < end; i++) {
            int candidate = descendingKey(values[i]);
            if ((candidate & known) == key) {
                counts[digit(candidate, shift)]++;
            }
        }
        return counts;
    }

    private static void take(float[] values, int part, int smallest, int equals, float[] taken) {
        int left = equals;
        int end = Math.min(values.length, (part + 1) * PART);
        for (int i = part * PART; i < end; i++) {
            int candidate = descendingKey(values[i]);
            boolean larger = Integer.compareUnsigned(candidate, smallest) < 0;
            boolean last = candidate == smallest && left > 0;
            left -= last ? 1 : 0;
            taken[i] = larger || last ? 1 : 0;
        }
    }

    private static int digit(int key, int shift) {
        return (key >>> shift) & (VALUES - 1);
    }

    /** Bits that are in order without a sign where the numbers are in the opposite order. */
    private static int descendingKey(float value) {
        // Adding 0 makes one of the two zeros.
        int bits = Float.floatToRawIntBits(value + 0f);
        // All bits but the sign of a number that has none are turned, by no branch.
        return bits ^ ((~bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
    }
}

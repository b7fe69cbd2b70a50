package org.segloss.geometry;

/** Numbers by their size, found digit by digit instead of by comparing. */
public final class Ranking {

    private static final int DIGIT = 11;

    private static final int VALUES = 1 << DIGIT;

    private static final int DIGITS = 3;

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

    private static int digit(int key, int shift) {
        return (key >>> shift) & (VALUES - 1);
    }

    /** Bits that are in order without a sign where the numbers are in the opposite order. */
    private static int descendingKey(float value) {
        // Adding 0 makes one of the two zeros.
        return ascending(Float.floatToRawIntBits(value + 0f)) ^ Integer.MAX_VALUE;
    }

    /** The bits of a number as a whole number that is larger where the number is. */
    static int ascending(int bits) {
        // Of a negative number all bits but the sign are turned, by no branch.
        return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
    }
}

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
     * @return the places of the numbers, the largest first; of equal numbers the first one first
     */
    public static int[] descending(float... values) {
        int[] keys = new int[values.length];
        int[] order = new int[values.length];
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
        int known = 0;
        int key = 0;
        int left = count;
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            int shift = digit * DIGIT;
            int[] counts = new int[VALUES];
            for (float value : values) {
                int candidate = descendingKey(value);
                if ((candidate & known) == key) {
                    counts[digit(candidate, shift)]++;
                }
            }
            int value = 0;
            while (value < VALUES - 1 && left > counts[value]) {
                left -= counts[value++];
            }
            key |= value << shift;
            known |= (VALUES - 1) << shift;
        }
        float[] taken = new float[values.length];
        for (int i = 0; i < taken.length; i++) {
            int candidate = descendingKey(values[i]);
            boolean larger = Integer.compareUnsigned(candidate, key) < 0;
            boolean last = candidate == key && left > 0;
            left -= last ? 1 : 0;
            taken[i] = larger || last ? 1 : 0;
        }
        return taken;
    }

    private static int digit(int key, int shift) {
        return (key >>> shift) & (VALUES - 1);
    }

    /** Bits that are in order without a sign where the numbers are in the opposite order. */
    private static int descendingKey(float value) {
        // Adding 0 makes one of the two zeros.
        int bits = Float.floatToRawIntBits(value + 0f);
        return bits < 0 ? bits : Integer.MAX_VALUE - bits;
    }
}

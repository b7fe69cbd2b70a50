package org.segloss.geometry;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The largest of many numbers. A few of them, in order, say between which two the smallest of the
 * largest is to be looked for; few others lie there.
 */
public final class Selection {

    /** How many numbers are put in order. */
    static final int SAMPLE = 1024;

    /**
     * How many places in the sample the wanted number is off at most, likely: three standard
     * deviations in the middle, where they are largest.
     */
    private static final int MARGIN = 48;

    /** The golden section in 32 bits, of which all multiples are far from one another. */
    private static final long GOLDEN_SECTION = 0x9e3779b9L;

    private static final long WHOLE = 1L << 32;

    /** How many numbers a thread looks at before it takes others. */
    private static final int PART = 1 << 14;

    /** By which a difference is shifted to be 1 if it is negative, else 0. */
    private static final int SIGN = Long.SIZE - 1;

    private Selection() {}

    /**
     * Finds the largest numbers.
     *
     * @param values the numbers; NaN is larger than all others
     * @param count how many, as many as there are at most
     * @return 1 for each of them, 0 for the others; of equal numbers the first ones are taken
     */
    public static float[] largest(float[] values, int count) {
        float[] taken = new float[values.length];
        if (count == 0) {
            return taken;
        }
        float smallest = smallest(values, count, MARGIN);
        int larger = parts(values).map(part -> take(values, part, smallest, taken)).sum();
        for (int i = 0, left = count - larger; left > 0; i++) {
            if (key(values[i]) == key(smallest)) {
                taken[i] = 1;
                left--;
            }
        }
        return taken;
    }

    private static int take(float[] values, int part, float smallest, float... taken) {
        long key = key(smallest);
        int larger = 0;
        for (int i = part * PART; i < end(values, part); i++) {
            int above = (int) ((key - key(values[i])) >>> SIGN);
            taken[i] = above;
            larger += above;
        }
        return larger;
    }

    /**
     * The smallest of so many largest numbers.
     *
     * @param margin how many places in the sample it is off at most, likely
     */
    private static float smallest(float[] values, int count, int margin) {
        if (values.length <= SAMPLE || margin >= SAMPLE) {
            float[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length - count];
        }
        float[] sample = sample(values);
        int place = (int) ((long) (values.length - count) * SAMPLE / values.length);
        float low = place < margin ? Float.NEGATIVE_INFINITY : sample[place - margin];
        float high = place + margin < SAMPLE ? sample[place + margin] : Float.POSITIVE_INFINITY;
        float[] between = new float[values.length];
        AtomicInteger inside = new AtomicInteger();
        int above =
                parts(values).map(part -> between(values, part, low, high, between, inside)).sum();
        int rank = count - above;
        int left = inside.get();
        if (rank > 0 && rank <= left) {
            return smallest(Arrays.copyOf(between, left), rank, MARGIN);
        }
        // The ends by themselves, for many numbers may be the same.
        if (rank <= 0 && rank > -equal(values, high)) {
            return high;
        }
        if (rank > left && rank <= left + equal(values, low)) {
            return low;
        }
        return smallest(values, count, 4 * margin);
    }

    /** Collects what lies between two numbers, in any order, and counts what does not lie below. */
    private static int between(
            float[] values, int part, float low, float high, float[] to, AtomicInteger count) {
        long lowKey = key(low);
        long highKey = key(high);
        float[] found = new float[PART];
        int inside = 0;
        int below = 0;
        int end = end(values, part);
        for (int i = part * PART; i < end; i++) {
            // Without a branch, which nothing could foresee.
            long key = key(values[i]);
            long belowHigh = (key - highKey) >>> SIGN;
            found[inside] = values[i];
            inside += (int) (belowHigh & ((lowKey - key) >>> SIGN));
            below += (int) belowHigh;
        }
        System.arraycopy(found, 0, to, count.getAndAdd(inside), inside);
        return end - part * PART - below;
    }

    private static IntStream parts(float... values) {
        return IntStream.range(0, (values.length + PART - 1) / PART).parallel();
    }

    private static int end(float[] values, int part) {
        return Math.min(values.length, (part + 1) * PART);
    }

    /** A whole number that is larger where the number is, and the same for any NaN. */
    private static int key(float x) {
        // Adding 0 makes one of the two zeros.
        return Ranking.ascending(Float.floatToIntBits(x + 0f));
    }

    private static int equal(float[] values, float to) {
        int count = 0;
        for (float x : values) {
            count += key(x) == key(to) ? 1 : 0;
        }
        return count;
    }

    /** Some numbers from everywhere, the smallest first. */
    private static float[] sample(float... values) {
        float[] sample = new float[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            sample[i] = values[place(i, values.length)];
        }
        Arrays.sort(sample);
        return sample;
    }

    /** Where a number of the sample is. */
    static int place(int i, int length) {
        return (int) (i * GOLDEN_SECTION % WHOLE * length / WHOLE);
    }
}

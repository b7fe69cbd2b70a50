package org.segloss.input;

import java.lang.ref.SoftReference;

/**
 * Memory for labels, which the evaluations of a thread use one after the other: new memory for
 * those of a batch takes four times as long as the copy.
 */
final class LabelMemory {

    private static final ThreadLocal<SoftReference<int[]>> INDICES = new ThreadLocal<>();

    private static final ThreadLocal<SoftReference<float[]>> MAPS = new ThreadLocal<>();

    private LabelMemory() {}

    /** An array that is nobody else's until it is given back; with any numbers in it. */
    static int[] indices(int length) {
        int[] spare = take(INDICES);
        return spare != null && spare.length == length ? spare : new int[length];
    }

    /** The same for maps. */
    static float[] maps(int length) {
        float[] spare = take(MAPS);
        return spare != null && spare.length == length ? spare : new float[length];
    }

    private static <T> T take(ThreadLocal<SoftReference<T>> from) {
        SoftReference<T> spare = from.get();
        from.remove();
        return spare == null ? null : spare.get();
    }

    static void giveBack(int[] indices) {
        INDICES.set(new SoftReference<>(indices));
    }

    static void giveBack(float[] maps) {
        MAPS.set(new SoftReference<>(maps));
    }
}

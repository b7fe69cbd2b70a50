package org.segloss.benchmark;

import java.util.stream.IntStream;

/** How fast this machine moves memory, by copies that no cache can hold. */
final class Bandwidth {

    private static final int FLOATS = 1 << 24;

    private static final int PARTS = 16;

    private Bandwidth() {}

    /** Bytes read and written in a millisecond by all processors, the best of several copies. */
    static double measure() {
        float[] from = new float[FLOATS];
        float[] to = new float[FLOATS];
        int size = FLOATS / PARTS;
        double best = 0;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            IntStream.range(0, PARTS)
                    .parallel()
                    .forEach(part -> System.arraycopy(from, part * size, to, part * size, size));
            double milliseconds = (System.nanoTime() - start) / 1e6;
            best = Math.max(best, 2.0 * Float.BYTES * FLOATS / milliseconds);
        }
        return best;
    }
}

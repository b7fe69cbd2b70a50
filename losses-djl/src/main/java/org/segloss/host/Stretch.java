package org.segloss.host;

/**
 * Sums of stretches of arrays that begin at any place. The compiler makes vectors of loops in which
 * all arrays have the same offset, so stretches are copied to where they have none.
 */
public final class Stretch {

    private static final ThreadLocal<float[][]> COPIES =
            ThreadLocal.withInitial(() -> new float[2][Block.ROOM]);

    private Stretch() {}

    /**
     * Adds a stretch to another one.
     *
     * @param factor what it is multiplied by
     * @param from what to add
     * @param at where it begins
     * @param to what to add to
     * @param toAt where that begins
     * @param length how long both are
     */
    public static void add(float factor, float[] from, int at, float[] to, int toAt, int length) {
        float[] one = COPIES.get()[0];
        float[] other = COPIES.get()[1];
        for (int done = 0; done < length; done += Block.SIZE) {
            int part = Math.min(Block.SIZE, length - done);
            System.arraycopy(from, at + done, one, 0, part);
            System.arraycopy(to, toAt + done, other, 0, part);
            Loops.addMultiple(factor, one, other, part);
            System.arraycopy(other, 0, to, toAt + done, part);
        }
    }

    /**
     * Adds numbers up, in turns: each addition would wait for the one before it.
     *
     * @param x the numbers
     * @param from the place of the first
     * @param length how many of them
     * @return their sum
     */
    public static double sum(float[] x, int from, int length) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int end = from + length;
        int i = from;
        for (; i + 3 < end; i += 4) {
            first += x[i];
            second += x[i + 1];
            third += x[i + 2];
            fourth += x[i + 3];
        }
        for (; i < end; i++) {
            first += x[i];
        }
        return (first + second) + (third + fourth);
    }
}

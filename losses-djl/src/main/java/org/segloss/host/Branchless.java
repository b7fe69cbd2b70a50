package org.segloss.host;

/** Conditions as numbers, mostly 1 or 0: of a loop with a branch the compiler makes no vectors. */
public final class Branchless {

    /** What makes a number of any size more than 1. */
    private static final float HUGE = 1e38f;

    private Branchless() {}

    /**
     * Whether a number is positive.
     *
     * @param x a number
     * @return 1 or 0
     */
    public static float positive(float x) {
        return Math.min(Math.max(x * HUGE, 0), 1);
    }

    /**
     * Whether a number is negative.
     *
     * @param x a number
     * @return 1 or 0
     */
    public static float negative(float x) {
        return positive(-x);
    }

    /**
     * The sign of a number.
     *
     * @param x a number
     * @return 1, 0 or -1
     */
    public static float sign(float x) {
        return Math.min(Math.max(x * HUGE, -1), 1);
    }

    /**
     * Whether two numbers are the same.
     *
     * @param x a number
     * @param y another one
     * @return 1 or 0
     */
    public static float equal(float x, float y) {
        return 1 - Math.min(Math.abs(x - y) * HUGE, 1);
    }
}

package org.segloss.tensor;

/** Conditions as numbers, 1 or 0: of a loop with a branch the compiler makes no vectors. */
final class Branchless {

    /** What makes a number of any size more than 1. */
    private static final float HUGE = 1e38f;

    private Branchless() {}

    static float positive(float x) {
        return Math.min(Math.max(x * HUGE, 0), 1);
    }

    static float equal(float x, float y) {
        return 1 - Math.min(Math.abs(x - y) * HUGE, 1);
    }
}

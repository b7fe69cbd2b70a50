package org.segloss.host;

import java.util.stream.IntStream;

/** A map whose rows are those of another one through a filter. */
final class Filtered extends Whole {

    private final Whole x;
    private final Filter filter;

    Filtered(Computation computation, Whole x, Filter filter) {
        super(computation, x, filter.voxels(), 0);
        this.x = x;
        this.filter = filter;
    }

    void compute() {
        float[][] from = x.values();
        float[][] to = memory();
        IntStream.range(0, to.length)
                .parallel()
                .forEach(row -> filter.forward(row / rows, from[row], to[row]));
        know(to);
    }

    void back() {
        float[][] slopes = takeSlopes();
        if (slopes != null) {
            float[][] from = x.values();
            float[][] to = x.slopes();
            IntStream.range(0, to.length)
                    .parallel()
                    .filter(row -> counts(slopes[row]))
                    .forEach(row -> filter.backward(row / rows, from[row], slopes[row], to[row]));
        }
    }

    /** Of classes that a loss leaves out all slopes are 0. */
    private static boolean counts(float... slopes) {
        for (float slope : slopes) {
            if (slope != 0) {
                return true;
            }
        }
        return false;
    }
}

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
                    .forEach(row -> filter.backward(row / rows, from[row], slopes[row], to[row]));
        }
    }
}

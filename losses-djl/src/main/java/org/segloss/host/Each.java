package org.segloss.host;

/** A function of each number of a map. */
final class Each extends VoxelMap {

    private final VoxelMap x;
    private final Function function;
    private final Slope slope;

    /** Computes the function. */
    interface Function {
        /**
         * Computes it for some numbers.
         *
         * @param x the arguments
         * @param y where to write the results
         * @param length how many
         */
        void of(float[] x, float[] y, int length);
    }

    /** Computes its slope. */
    interface Slope {
        /**
         * Adds slopes, times those of the results.
         *
         * @param x the arguments
         * @param y the results
         * @param dy the slopes of the results
         * @param dx where to add those of the arguments
         * @param length how many
         */
        void add(float[] x, float[] y, float[] dy, float[] dx, int length);
    }

    Each(Computation computation, VoxelMap x, Function function, Slope slope) {
        super(computation, x.rows, slope != null && x.varies, x);
        this.x = x;
        this.function = function;
        this.slope = slope;
    }

    @Override
    void forward(Block block) {
        for (int row = 0; row < rows; row++) {
            function.of(block.value(x, row), block.value(this, row), block.length);
        }
    }

    @Override
    void backward(Block block) {
        for (int row = 0; row < rows; row++) {
            if (block.sloped(this, row)) {
                slope.add(
                        block.value(x, row),
                        block.value(this, row),
                        block.slope(this, row),
                        block.slope(x, row),
                        block.length);
            }
        }
    }

    @Override
    boolean readsArguments() {
        return slope != Singles.ONE;
    }

    @Override
    boolean readsItself() {
        return slope != Singles.ONE;
    }
}

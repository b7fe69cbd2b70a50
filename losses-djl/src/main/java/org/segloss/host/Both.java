package org.segloss.host;

/** A function of the numbers of two maps, voxel by voxel. */
final class Both extends VoxelMap {

    private final VoxelMap a;
    private final VoxelMap b;
    private final Function function;
    private final Slope first;
    private final Slope second;

    /** Computes the function. */
    interface Function {
        /**
         * Computes it for some numbers.
         *
         * @param a the first arguments
         * @param b the second arguments
         * @param y where to write the results
         * @param length how many
         */
        void of(float[] a, float[] b, float[] y, int length);
    }

    /** Computes its slope in one of the two. */
    interface Slope {
        /**
         * Adds slopes, times those of the results.
         *
         * @param a the first arguments
         * @param b the second arguments
         * @param dy the slopes of the results
         * @param dx where to add those of the arguments
         * @param length how many
         */
        void add(float[] a, float[] b, float[] dy, float[] dx, int length);
    }

    Both(
            Computation computation,
            VoxelMap a,
            VoxelMap b,
            Function function,
            Slope first,
            Slope second) {
        super(computation, Math.max(a.rows, b.rows), anyVaries(a, b), a, b);
        this.a = a;
        this.b = b;
        this.function = function;
        this.first = first;
        this.second = second;
    }

    /** Of a product nobody may ask for more than the sum. */
    @Override
    OverVoxels sum(Computation computation, boolean keepAxis) {
        if (function != Pairs.MUL || a instanceof Spread || b instanceof Spread) {
            return super.sum(computation, keepAxis);
        }
        return b instanceof OneHot labels && labels.rows == rows
                ? labels.sumOf(a, computation, keepAxis)
                : new ProductSum(computation, a, b, keepAxis);
    }

    @Override
    void forward(Block block) {
        for (int row = 0; row < rows; row++) {
            function.of(
                    block.value(a, a.beside(row)),
                    block.value(b, b.beside(row)),
                    block.value(this, row),
                    block.length);
        }
    }

    @Override
    void backward(Block block) {
        for (int row = 0; row < rows; row++) {
            if (block.sloped(this, row)) {
                add(block, row, a, first);
                add(block, row, b, second);
            }
        }
    }

    private void add(Block block, int row, VoxelMap to, Slope slope) {
        if (to.varies) {
            slope.add(
                    block.value(a, a.beside(row)),
                    block.value(b, b.beside(row)),
                    block.slope(this, row),
                    block.slope(to, to.beside(row)),
                    block.length);
        }
    }

    @Override
    boolean readsArguments() {
        return first != Pairs.ONE || (second != Pairs.ONE && second != Pairs.MINUS_ONE);
    }

    @Override
    boolean readsItself() {
        return false;
    }
}

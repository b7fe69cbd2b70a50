package org.segloss.host;

import java.util.Arrays;

/** The rows of each voxel mixed by a matrix: as many rows as the matrix has. */
final class Mix extends VoxelMap {

    private final VoxelMap x;
    private final double[] matrix;

    Mix(Computation computation, double[] matrix, VoxelMap x) {
        super(computation, matrix.length / x.rows, x.varies, x);
        this.x = x;
        this.matrix = matrix;
    }

    @Override
    void forward(Block block) {
        for (int row = 0; row < rows; row++) {
            float[] y = block.value(this, row);
            Arrays.fill(y, 0, block.length, 0f);
            for (int column = 0; column < x.rows; column++) {
                add(block.value(x, column), row, column, y, block.length);
            }
        }
    }

    @Override
    void backward(Block block) {
        for (int column = 0; column < x.rows; column++) {
            float[] to = block.slope(x, column);
            for (int row = 0; row < rows; row++) {
                add(block.slope(this, row), row, column, to, block.length);
            }
        }
    }

    private void add(float[] from, int row, int column, float[] to, int length) {
        float factor = (float) matrix[row * x.rows + column];
        Loops.addMultiple(factor, from, to, length);
    }

    @Override
    boolean readsArguments() {
        return false;
    }

    @Override
    boolean readsItself() {
        return false;
    }
}

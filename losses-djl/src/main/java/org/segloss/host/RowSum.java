package org.segloss.host;

import java.util.Arrays;

/** The sum over the rows of each voxel. */
final class RowSum extends VoxelMap {

    private final VoxelMap x;

    RowSum(Computation computation, VoxelMap x) {
        super(computation, 1, x.varies, x);
        this.x = x;
    }

    @Override
    void forward(Block block) {
        float[] sum = block.value(this, 0);
        Arrays.fill(sum, 0, block.length, 0f);
        for (int row = 0; row < x.rows; row++) {
            Loops.add(block.value(x, row), sum, block.length);
        }
    }

    @Override
    void backward(Block block) {
        float[] slope = block.slope(this, 0);
        for (int row = 0; row < x.rows; row++) {
            Loops.add(slope, block.slope(x, row), block.length);
        }
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

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
            float[] term = block.value(x, row);
            for (int i = 0; i < block.length; i++) {
                sum[i] += term[i];
            }
        }
    }

    @Override
    void backward(Block block) {
        float[] slope = block.slope(this, 0);
        for (int row = 0; row < x.rows; row++) {
            float[] to = block.slope(x, row);
            for (int i = 0; i < block.length; i++) {
                to[i] += slope[i];
            }
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

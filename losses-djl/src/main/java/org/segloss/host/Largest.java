package org.segloss.host;

/** The largest of the rows of each voxel; of several the first one has the slope. */
final class Largest extends VoxelMap {

    private final VoxelMap x;

    Largest(Computation computation, VoxelMap x) {
        super(computation, 1, x.varies, x);
        this.x = x;
    }

    @Override
    void forward(Block block) {
        of(x, block, block.value(this, 0));
    }

    /** Writes the largest number of all rows of a map. */
    static void of(VoxelMap x, Block block, float... most) {
        int second = Math.min(1, x.rows - 1);
        Loops.larger(block.value(x, 0), block.value(x, second), most, block.length);
        for (int row = 2; row < x.rows; row++) {
            Loops.larger(block.value(x, row), most, most, block.length);
        }
    }

    @Override
    void backward(Block block) {
        float[][] from = block.values(x);
        float[][] to = block.slopes(x);
        float[] most = block.value(this, 0);
        float[] slope = block.slope(this, 0);
        for (int i = 0; i < block.length; i++) {
            int first = 0;
            while (from[first][i] < most[i]) {
                first++;
            }
            to[first][i] += slope[i];
        }
    }
}

package org.segloss.host;

/** At each voxel the number of one of the rows. */
final class Pick extends VoxelMap {

    private final VoxelMap x;
    private final int[] index;

    /**
     * Makes the map.
     *
     * @param x the rows
     * @param index which of them, {@code [N, V]}
     */
    Pick(Computation computation, VoxelMap x, int... index) {
        super(computation, 1, x.varies, x);
        this.x = x;
        this.index = index;
    }

    @Override
    void forward(Block block) {
        float[][] from = block.values(x);
        float[] to = block.value(this, 0);
        int at = block.image * voxels + block.from;
        for (int i = 0; i < block.length; i++) {
            to[i] = from[index[at + i]][i];
        }
    }

    @Override
    void backward(Block block) {
        float[] slope = block.slope(this, 0);
        float[][] to = block.slopes(x);
        int at = block.image * voxels + block.from;
        for (int i = 0; i < block.length; i++) {
            to[index[at + i]][i] += slope[i];
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

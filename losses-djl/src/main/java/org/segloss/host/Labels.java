package org.segloss.host;

/** The number of the row that each voxel is labelled with. */
final class Labels extends VoxelMap {

    private final int[] index;

    Labels(Computation computation, int... index) {
        super(computation, 1, false);
        this.index = index;
    }

    @Override
    void forward(Block block) {
        int at = block.image * voxels + block.from;
        Bits.floats(index, at, block.value(this, 0), block.length);
    }

    @Override
    void backward(Block block) {
        throw new IllegalStateException("labels have no slopes");
    }
}

package org.segloss.host;

/** A map that is given. */
final class Constant extends VoxelMap {

    private final HostArray.Source source;

    Constant(Computation computation, int rows, int voxels, HostArray.Source source) {
        super(computation, rows, voxels, false, 0);
        this.source = source;
    }

    @Override
    void forward(Block block) {
        source.fill(block.image, block.from, block.values(this), block.length);
    }

    @Override
    void backward(Block block) {
        throw new IllegalStateException("a constant has no slopes");
    }
}

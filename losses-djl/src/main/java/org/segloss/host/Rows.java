package org.segloss.host;

/** Some consecutive rows of a map. */
final class Rows extends VoxelMap {

    private final VoxelMap x;
    private final int first;

    Rows(Computation computation, VoxelMap x, int first, int count) {
        super(computation, count, x.varies, x);
        this.x = x;
        this.first = first;
    }

    @Override
    void forward(Block block) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(
                    block.value(x, first + row), 0, block.value(this, row), 0, block.length);
        }
    }

    @Override
    void backward(Block block) {
        for (int row = 0; row < rows; row++) {
            Loops.add(block.slope(this, row), block.slope(x, first + row), block.length);
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

package org.segloss.host;

/** A number for every voxel in each of some rows: classes, or one row for all of them. */
abstract class VoxelMap extends Step {

    final int rows;

    /** Where blocks keep its numbers. */
    final int slot;

    VoxelMap(Computation computation, int rows, boolean varies, Step... from) {
        super(0, varies, from);
        this.rows = rows;
        slot = computation.newSlot();
    }

    /**
     * Computes its numbers in a block.
     *
     * @param block a block in which all earlier maps have theirs
     */
    abstract void forward(Block block);

    /**
     * Adds to the slopes of the maps that it is made of.
     *
     * @param block a block in which this map has its slopes
     */
    abstract void backward(Block block);

    /** The row that stands beside a row of a map with as many rows, or with more. */
    final int beside(int row) {
        return rows == 1 ? 0 : row;
    }

    /**
     * Whether the way back needs the numbers of the maps that this one is made of.
     *
     * @return true unless a map says otherwise
     */
    boolean readsArguments() {
        return true;
    }

    /**
     * Whether the way back needs the numbers of this map.
     *
     * @return true unless a map says otherwise
     */
    boolean readsItself() {
        return true;
    }
}

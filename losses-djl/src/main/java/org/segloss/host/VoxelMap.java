package org.segloss.host;

import java.util.Arrays;

/** A number for every voxel in each of some rows: classes, or one row for all of them. */
abstract class VoxelMap extends Step {

    final int rows;

    /** How many voxels an image has here. */
    final int voxels;

    /** Where blocks keep its numbers. */
    final int slot;

    VoxelMap(Computation computation, int rows, boolean varies, Step... from) {
        this(computation, rows, voxels(computation, from), varies, 0, from);
    }

    VoxelMap(
            Computation computation,
            int rows,
            int voxels,
            boolean varies,
            int passes,
            Step... from) {
        super(passes, varies, from);
        this.rows = rows;
        this.voxels = voxels;
        slot = computation.newSlot();
    }

    /** Those of the maps that it is made of; numbers beside a map are of any size. */
    private static int voxels(Computation computation, Step... from) {
        for (Step step : from) {
            if (step instanceof VoxelMap map && !(step instanceof Spread)) {
                return map.voxels;
            }
        }
        return computation.voxels;
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

    /** From now on may take its numbers from there, instead of computing them again. */
    void reuse(Stored numbers) {
        // Most maps are computed as fast as they are copied.
    }

    /** Numbers of a map as a whole. */
    interface Stored {
        /**
         * Copies some of them.
         *
         * @param row the row, of those of all images
         * @param from the first voxel
         * @param to where to write them
         * @param length how many
         */
        void copy(int row, int from, float[] to, int length);
    }

    /** Its sum over the voxels. */
    OverVoxels sum(Computation computation, boolean keepAxis) {
        return new Sum(computation, this, keepAxis);
    }

    /** The row that stands beside a row of a map with as many rows, or with more. */
    final int beside(int row) {
        return rows == 1 ? 0 : row;
    }

    /** Whether slopes go from here straight to another map. */
    final boolean leadsTo(VoxelMap other) {
        return varies && Arrays.asList(from).contains(other);
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

package org.segloss.host;

import ai.djl.ndarray.types.Shape;

/** Numbers of each row of a map in each image, found in a pass over the voxels. */
abstract class OverVoxels extends Numbers implements Found {

    final VoxelMap map;
    private double[][] parts;

    OverVoxels(VoxelMap map, int images, boolean keepAxis, boolean varies) {
        super(
                keepAxis ? new Shape(images, map.rows, 1) : new Shape(images, map.rows),
                map,
                varies && map.varies);
        this.map = map;
    }

    /** What the voxels of a block say of a row. */
    abstract double ofBlock(Block block, float[] row);

    /** Puts two parts of the voxels together. */
    abstract double together(double one, double other);

    @Override
    public final boolean varies() {
        return varies;
    }

    @Override
    public final VoxelMap map() {
        return map;
    }

    @Override
    public final void begin(int blocks) {
        parts = new double[blocks][];
    }

    @Override
    public final void add(Block block) {
        double[] part = new double[map.rows];
        for (int row = 0; row < part.length; row++) {
            part[row] = ofBlock(block, block.value(map, row));
        }
        parts[block.index] = part;
    }

    /** Puts the blocks together in their order, whichever thread was first: always the same. */
    @Override
    public final void end(int blocksOfImage) {
        for (int b = 0; b < parts.length; b++) {
            int at = b / blocksOfImage * map.rows;
            for (int row = 0; row < map.rows; row++) {
                boolean first = b % blocksOfImage == 0;
                values[at + row] =
                        first ? parts[b][row] : together(values[at + row], parts[b][row]);
            }
        }
        parts = null;
        compute();
    }
}

package org.segloss.host;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Numbers of each row of a map in each image, found in a pass over the voxels. */
abstract class OverVoxels extends Numbers implements Found {

    final int rows;
    private final List<VoxelMap> maps;
    private double[][] parts;

    OverVoxels(int images, int rows, boolean keepAxis, boolean varies, VoxelMap... maps) {
        super(
                keepAxis ? new Shape(images, rows, 1) : new Shape(images, rows),
                varies && anyVaries(maps),
                maps);
        this.rows = rows;
        this.maps = List.of(maps);
    }

    /** Takes up a row of a block; at the end of a stretch the part is to be what is known of it. */
    abstract void add(Block block, int row, double[] part);

    /** Puts two parts of the voxels together. */
    double together(double one, double other) {
        return one + other;
    }

    @Override
    public final boolean varies() {
        return varies;
    }

    @Override
    public final List<VoxelMap> maps() {
        return maps;
    }

    @Override
    public final void begin(int stretches) {
        parts = new double[stretches][];
    }

    @Override
    public final void add(Block block) {
        if (block.first()) {
            parts[block.stretch()] = new double[rows];
        }
        for (int row = 0; row < rows; row++) {
            add(block, row, parts[block.stretch()]);
        }
    }

    /** Puts the stretches together in their order, whichever thread was first: always the same. */
    @Override
    public final void end(int stretchesOfImage) {
        for (int k = 0; k < parts.length; k++) {
            int at = k / stretchesOfImage * rows;
            for (int row = 0; row < rows; row++) {
                boolean first = k % stretchesOfImage == 0;
                values[at + row] =
                        first ? parts[k][row] : together(values[at + row], parts[k][row]);
            }
        }
        parts = null;
        compute();
    }
}

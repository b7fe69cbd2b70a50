package org.segloss.host;

import java.util.Arrays;

/** The sum over the voxels. */
final class Sum extends OverVoxels {

    private final VoxelMap map;
    private final int slot;

    Sum(Computation computation, VoxelMap map, boolean keepAxis) {
        super(computation.images, map.rows, keepAxis, true, map);
        this.map = map;
        slot = computation.newSlot();
    }

    @Override
    void add(Block block, int row, double[] part) {
        float[] total = block.total(slot, row, rows);
        Loops.add(block.value(map, row), total, block.length);
        block.addUp(total, row, part);
    }

    /** Every voxel of a row counts the same. */
    @Override
    public void back(Block block) {
        for (int row = 0; map.varies && row < map.rows; row++) {
            float slope = (float) slopes[block.image * map.rows + row];
            if (block.sloped(map, row)) {
                raise(slope, block.slope(map, row), block.length);
            } else {
                Arrays.fill(block.newSlope(map, row), 0, block.length, slope);
            }
        }
    }

    private static void raise(float by, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] += by;
        }
    }
}

package org.segloss.host;

/** The sum over the voxels. */
final class Sum extends OverVoxels {

    private final int slot;

    Sum(Computation computation, VoxelMap map, boolean keepAxis) {
        super(map, computation.images, keepAxis, true);
        slot = computation.newSlot();
    }

    @Override
    void add(Block block, int row, double[] part) {
        block.addUp(slot, row, block.value(map, row), part);
    }

    @Override
    double together(double one, double other) {
        return one + other;
    }

    /** Every voxel of a row counts the same. */
    @Override
    public void back(Block block) {
        for (int row = 0; map.varies && row < map.rows; row++) {
            float slope = (float) slopes[block.image * map.rows + row];
            float[] to = block.slope(map, row);
            for (int i = 0; i < block.length; i++) {
                to[i] += slope;
            }
        }
    }
}

package org.segloss.host;

/** The largest number of the voxels, as a constant: it has no slope. */
final class Most extends OverVoxels {

    Most(VoxelMap map, int images, boolean keepAxis) {
        super(map, images, keepAxis, false);
    }

    @Override
    double ofBlock(Block block, float[] row) {
        float most = row[0];
        for (int i = 1; i < block.length; i++) {
            most = Math.max(most, row[i]);
        }
        return most;
    }

    @Override
    double together(double one, double other) {
        return Math.max(one, other);
    }

    @Override
    public void back(Block block) {
        throw new IllegalStateException("a maximum has no slope");
    }
}

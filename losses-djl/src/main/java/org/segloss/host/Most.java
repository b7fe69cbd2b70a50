package org.segloss.host;

/** The largest number of the voxels, as a constant: it has no slope. */
final class Most extends OverVoxels {

    private final VoxelMap map;

    Most(VoxelMap map, int images, boolean keepAxis) {
        super(images, map.rows, keepAxis, false, map);
        this.map = map;
    }

    @Override
    void add(Block block, int row, double[] part) {
        float[] numbers = block.value(map, row);
        float most = numbers[0];
        for (int i = 1; i < block.length; i++) {
            most = Math.max(most, numbers[i]);
        }
        part[row] = block.first() ? most : Math.max(part[row], most);
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

package org.segloss.host;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Numbers of a map that were found elsewhere, with their slopes in it: no pass goes for them. */
final class Given extends Numbers implements Found {

    private final VoxelMap map;
    private final VoxelMap gradient;

    /**
     * Takes numbers.
     *
     * @param map what they were found from
     * @param gradient the slope of each voxel in that of its row; a constant
     * @param shape their shape
     * @param found the numbers, one for every row of each image
     */
    Given(VoxelMap map, VoxelMap gradient, Shape shape, double... found) {
        super(shape, map.varies, map);
        this.map = map;
        this.gradient = gradient;
        System.arraycopy(found, 0, values, 0, found.length);
        compute();
    }

    @Override
    public List<VoxelMap> maps() {
        return List.of(map);
    }

    @Override
    public boolean varies() {
        return varies;
    }

    @Override
    public void begin(int stretches) {
        // There is nothing to find.
    }

    @Override
    public void add(Block block) {
        // There is nothing to find.
    }

    @Override
    public void end(int stretchesOfImage) {
        // There is nothing to find.
    }

    @Override
    public void back(Block block) {
        gradient.forward(block);
        for (int row = 0; row < map.rows; row++) {
            float slope = (float) slopes[block.image * map.rows + row];
            float[] of = block.value(gradient, row);
            block.addSlopes(map, row, slope, of);
        }
    }
}

package org.segloss.host;

import java.util.List;

/** A map put together from its blocks. */
final class Gathered extends Whole implements Found {

    private final VoxelMap x;
    private float[][] numbers;

    Gathered(Computation computation, VoxelMap x) {
        super(computation, x, x.voxels, 1);
        this.x = x;
    }

    @Override
    public List<VoxelMap> maps() {
        return List.of(x);
    }

    @Override
    public boolean varies() {
        return varies;
    }

    @Override
    public void begin(int stretches) {
        numbers = memory();
    }

    @Override
    public void add(Block block) {
        for (int row = 0; row < rows; row++) {
            float[] to = numbers[block.image * rows + row];
            System.arraycopy(block.value(x, row), 0, to, block.from, block.length);
        }
    }

    @Override
    public void end(int stretchesOfImage) {
        know(numbers);
        float[][] all = numbers;
        x.reuse((row, from, to, length) -> System.arraycopy(all[row], from, to, 0, length));
    }

    @Override
    public void back(Block block) {
        for (int row = 0; row < rows; row++) {
            float[] slopes = slopes()[block.image * rows + row];
            Stretch.add(1, slopes, block.from, block.slope(x, row), 0, block.length);
        }
    }
}

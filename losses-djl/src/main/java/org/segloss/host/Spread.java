package org.segloss.host;

import java.util.Arrays;

/** Numbers of each image and class as a map, the same for all voxels. */
final class Spread extends VoxelMap {

    private final Numbers numbers;
    private double[][] parts;

    /** Takes numbers {@code [N or 1, K, 1]}, or fewer axes from the last. */
    Spread(Computation computation, Numbers numbers) {
        super(computation, (int) Arithmetic.size(numbers.shape, 2), numbers.varies, numbers);
        this.numbers = numbers;
    }

    private int at(int image, int row) {
        return (Arithmetic.size(numbers.shape, 3) == 1 ? 0 : image * rows) + row;
    }

    @Override
    void forward(Block block) {
        for (int row = 0; row < rows; row++) {
            float number = (float) numbers.values[at(block.image, row)];
            Arrays.fill(block.value(this, row), 0, block.length, number);
        }
    }

    @Override
    void backward(Block block) {
        if (block.first()) {
            parts[block.stretch()] = new double[rows];
        }
        for (int row = 0; row < rows; row++) {
            if (block.sloped(this, row)) {
                float[] total = block.total(slot, row, rows);
                Loops.add(block.slope(this, row), total, block.length);
                block.addUp(total, row, parts[block.stretch()]);
            }
        }
    }

    void begin(int stretches) {
        parts = new double[stretches][];
    }

    void end(int stretchesOfImage) {
        for (int k = 0; k < parts.length; k++) {
            for (int row = 0; parts[k] != null && row < rows; row++) {
                numbers.slopes[at(k / stretchesOfImage, row)] += parts[k][row];
            }
        }
        parts = null;
    }

    @Override
    boolean readsArguments() {
        return false;
    }

    @Override
    boolean readsItself() {
        return false;
    }
}

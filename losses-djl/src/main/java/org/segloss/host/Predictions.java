package org.segloss.host;

import java.nio.FloatBuffer;

/** The network's output: where every computation starts, and where its slopes end up. */
final class Predictions extends VoxelMap {

    private final FloatBuffer numbers;
    private FloatBuffer gradient;
    private boolean written;

    Predictions(Computation computation, FloatBuffer numbers, int classes) {
        super(computation, classes, true);
        this.numbers = numbers;
    }

    @Override
    void forward(Block block) {
        for (int row = 0; row < rows; row++) {
            numbers.get(at(block, row), block.value(this, row), 0, block.length);
        }
    }

    @Override
    void backward(Block block) {
        // The slopes have arrived.
    }

    void begin(FloatBuffer to) {
        gradient = to;
        written = false;
    }

    /** Hands the slopes of a block over, in addition to those of earlier passes. */
    void write(Block block) {
        for (int row = 0; row < rows; row++) {
            float[] slopes = block.slope(this, row);
            if (written) {
                float[] before = block.scratch(0);
                gradient.get(at(block, row), before, 0, block.length);
                Loops.add(before, slopes, block.length);
            }
            gradient.put(at(block, row), slopes, 0, block.length);
        }
    }

    void nextPass() {
        written = true;
    }

    /** A loss without a single pass has no slopes. */
    void end() {
        for (int i = 0; !written && i < gradient.limit(); i++) {
            gradient.put(i, 0);
        }
    }

    private int at(Block block, int row) {
        return (block.image * rows + row) * voxels + block.from;
    }
}

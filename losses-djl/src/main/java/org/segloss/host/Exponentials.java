package org.segloss.host;

import java.util.Arrays;

/**
 * What softmax and its logarithm share: the exponential of each row less the largest, then the
 * largest and the sum as two more rows. Slopes pass it by.
 */
final class Exponentials extends VoxelMap {

    private final VoxelMap x;

    Exponentials(Computation computation, VoxelMap x) {
        super(computation, x.rows + 2, false, x);
        this.x = x;
    }

    float[] largest(Block block) {
        return block.value(this, x.rows);
    }

    float[] sum(Block block) {
        return block.value(this, x.rows + 1);
    }

    @Override
    void forward(Block block) {
        int length = block.length;
        float[] largest = largest(block);
        float[] sum = sum(block);
        System.arraycopy(block.value(x, 0), 0, largest, 0, length);
        for (int row = 1; row < x.rows; row++) {
            Loops.largest(block.value(x, row), largest, length);
        }
        Arrays.fill(sum, 0, length, 0f);
        for (int row = 0; row < x.rows; row++) {
            float[] logit = block.value(x, row);
            float[] e = block.value(this, row);
            Elementary.expOfDifference(logit, largest, e, length);
            Loops.add(e, sum, length);
        }
    }

    /**
     * The way back through the logarithm of the sum, straight to the argument.
     *
     * @param slope the slopes of the logarithm, of which nothing is left
     */
    void takeOff(Block block, float... slope) {
        Loops.divide(slope, sum(block), block.length);
        for (int row = 0; row < x.rows; row++) {
            float[] e = block.value(this, row);
            if (block.sloped(x, row)) {
                Loops.takeOffProduct(e, slope, block.slope(x, row), block.length);
            } else {
                Loops.negativeProduct(e, slope, block.newSlope(x, row), block.length);
            }
        }
    }

    @Override
    void backward(Block block) {
        throw new IllegalStateException("slopes go from a softmax straight to its argument");
    }
}

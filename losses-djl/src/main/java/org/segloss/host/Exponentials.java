package org.segloss.host;

/**
 * What softmax and its logarithm share: the exponential of each row less the largest, then the
 * largest and the sum as two more rows. Slopes pass it by.
 */
final class Exponentials extends VoxelMap {

    private final VoxelMap x;

    /** The softmax that is made of them; null if there is none. */
    private Softmax shares;

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

    void becomes(Softmax softmax) {
        shares = softmax;
    }

    @Override
    void forward(Block block) {
        Largest.of(x, block, largest(block));
        if (shares != null && shares.reuses()) {
            ofShares(block);
        } else {
            compute(block);
        }
    }

    /** Shares over the largest of them are the same, without an exponential. */
    private void ofShares(Block block) {
        float[] most = block.scratch(0);
        float[] sum = sum(block);
        shares.forward(block);
        Largest.of(shares, block, most);
        Loops.reciprocal(most, sum, block.length);
        for (int row = 0; row < x.rows; row++) {
            Loops.product(block.value(shares, row), sum, block.value(this, row), block.length);
        }
    }

    private void compute(Block block) {
        int length = block.length;
        float[] largest = largest(block);
        float[] sum = sum(block);
        for (int row = 0; row < x.rows; row++) {
            float[] e = block.value(this, row);
            Elementary.expOfDifference(block.value(x, row), largest, e, length);
            if (row == 0) {
                System.arraycopy(e, 0, sum, 0, length);
            } else {
                Loops.add(e, sum, length);
            }
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

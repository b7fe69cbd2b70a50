package org.segloss.host;

/**
 * The logarithm of the softmax of one row at each voxel, which takes neither the numbers nor the
 * slopes of the others.
 */
final class LabelLogSoftmax extends VoxelMap {

    private final Exponentials exponentials;
    private final Pick picked;

    /**
     * Makes the map.
     *
     * @param x the logits
     * @param exponentials theirs
     * @param picked of the logits that of the row in question
     */
    LabelLogSoftmax(Computation computation, VoxelMap x, Exponentials exponentials, Pick picked) {
        super(computation, 1, x.varies, x, exponentials, picked);
        this.exponentials = exponentials;
        this.picked = picked;
    }

    @Override
    void forward(Block block) {
        float[] largest = exponentials.largest(block);
        float[] log = block.scratch(0);
        Elementary.log(exponentials.sum(block), log, block.length);
        float[] logit = block.value(picked, 0);
        float[] y = block.value(this, 0);
        for (int i = 0; i < block.length; i++) {
            y[i] = logit[i] - largest[i] - log[i];
        }
    }

    @Override
    void backward(Block block) {
        float[] slope = block.slope(this, 0);
        System.arraycopy(slope, 0, block.slope(picked, 0), 0, block.length);
        exponentials.takeOff(block, slope);
    }

    @Override
    boolean readsItself() {
        return false;
    }
}

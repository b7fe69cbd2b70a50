package org.segloss.host;

import java.util.Arrays;

/** The logarithm of the softmax over the rows of each voxel, exact for logits of any size. */
final class LogSoftmax extends VoxelMap {

    private final VoxelMap x;
    private final Exponentials exponentials;

    LogSoftmax(Computation computation, VoxelMap x, Exponentials exponentials) {
        super(computation, x.rows, x.varies, x, exponentials);
        this.x = x;
        this.exponentials = exponentials;
    }

    /** Its number in one row at each voxel. */
    LabelLogSoftmax pick(Computation computation, int... index) {
        Pick picked = computation.add(new Pick(computation, x, index));
        return new LabelLogSoftmax(computation, x, exponentials, picked);
    }

    @Override
    void forward(Block block) {
        float[] largest = exponentials.largest(block);
        float[] log = block.scratch(0);
        Elementary.log(exponentials.sum(block), log, block.length);
        for (int row = 0; row < rows; row++) {
            float[] logit = block.value(x, row);
            float[] y = block.value(this, row);
            for (int i = 0; i < block.length; i++) {
                y[i] = logit[i] - largest[i] - log[i];
            }
        }
    }

    @Override
    void backward(Block block) {
        float[] all = block.scratch(0);
        Arrays.fill(all, 0, block.length, 0f);
        for (int row = 0; row < rows; row++) {
            float[] slope = block.slope(this, row);
            Loops.add(slope, all, block.length);
            Loops.add(slope, block.slope(x, row), block.length);
        }
        exponentials.takeOff(block, all);
    }

    @Override
    boolean readsItself() {
        return false;
    }
}

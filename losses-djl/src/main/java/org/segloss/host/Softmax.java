package org.segloss.host;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** The softmax over the rows of each voxel. */
final class Softmax extends VoxelMap {

    private final VoxelMap x;
    private final Exponentials exponentials;
    private FloatBuffer kept;
    private volatile boolean stored;
    private boolean restoring;

    Softmax(Computation computation, VoxelMap x, Exponentials exponentials) {
        super(computation, x.rows, x.varies, x, exponentials);
        this.x = x;
        this.exponentials = exponentials;
    }

    boolean ofPredictions() {
        return x instanceof Predictions;
    }

    /** From now on leaves its numbers in memory as large as the predictions. */
    void keep(FloatBuffer memory) {
        kept = memory;
        stored = false;
    }

    /** From now on takes its numbers from there, if that is where it has left them. */
    void restore() {
        restoring = kept != null && stored;
    }

    /** From now on computes its numbers again. */
    void forget() {
        kept = null;
        restoring = false;
    }

    @Override
    Step[] needs() {
        return restoring ? new Step[0] : from;
    }

    @Override
    void forward(Block block) {
        float[] inverse = block.scratch(0);
        if (!restoring) {
            // One division a voxel: those of all rows would take longer than all else here.
            float[] sum = exponentials.sum(block);
            for (int i = 0; i < block.length; i++) {
                inverse[i] = 1 / sum[i];
            }
        }
        for (int row = 0; row < rows; row++) {
            float[] p = block.value(this, row);
            int at = (block.image * rows + row) * voxels + block.from;
            if (restoring) {
                kept.get(at, p, 0, block.length);
                continue;
            }
            float[] e = block.value(exponentials, row);
            for (int i = 0; i < block.length; i++) {
                p[i] = e[i] * inverse[i];
            }
            if (kept != null) {
                kept.put(at, p, 0, block.length);
                stored = true;
            }
        }
    }

    @Override
    void backward(Block block) {
        float[] mean = block.scratch(0);
        Arrays.fill(mean, 0, block.length, 0f);
        for (int row = 0; row < rows; row++) {
            float[] p = block.value(this, row);
            float[] slope = block.slope(this, row);
            for (int i = 0; i < block.length; i++) {
                mean[i] += p[i] * slope[i];
            }
        }
        for (int row = 0; row < rows; row++) {
            float[] p = block.value(this, row);
            float[] slope = block.slope(this, row);
            float[] to = block.slope(x, row);
            for (int i = 0; i < block.length; i++) {
                to[i] += p[i] * (slope[i] - mean[i]);
            }
        }
    }

    @Override
    boolean readsArguments() {
        return false;
    }
}

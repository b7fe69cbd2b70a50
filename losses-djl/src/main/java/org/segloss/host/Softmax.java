package org.segloss.host;

import java.nio.FloatBuffer;

/** The softmax over the rows of each voxel. */
final class Softmax extends VoxelMap {

    private final VoxelMap x;
    private final Exponentials exponentials;
    private FloatBuffer memory;
    private volatile boolean written;
    private Stored stored;

    Softmax(Computation computation, VoxelMap x, Exponentials exponentials) {
        super(computation, x.rows, x.varies, x, exponentials);
        this.x = x;
        this.exponentials = exponentials;
        exponentials.becomes(this);
    }

    boolean ofPredictions() {
        return x instanceof Predictions;
    }

    /** From now on leaves its numbers in memory as large as the predictions. */
    void keep(FloatBuffer where) {
        memory = where;
        written = false;
    }

    /** From now on takes its numbers from there, if that is where it has left them. */
    void restore() {
        if (memory != null && written) {
            stored = (row, from, to, length) -> memory.get(row * voxels + from, to, 0, length);
        }
    }

    /** From now on computes its numbers again. */
    void forget() {
        memory = null;
        stored = null;
    }

    @Override
    void reuse(Stored numbers) {
        // Behind other maps its slopes go on to what it is made of, in the same pass.
        stored = ofPredictions() ? numbers : null;
    }

    boolean reuses() {
        return stored != null;
    }

    @Override
    Step[] needs() {
        return stored == null ? from : new Step[0];
    }

    @Override
    void forward(Block block) {
        if (stored == null) {
            compute(block);
            return;
        }
        for (int row = 0; row < rows; row++) {
            int ofAll = block.image * rows + row;
            stored.copy(ofAll, block.from, block.value(this, row), block.length);
        }
    }

    private void compute(Block block) {
        float[] sum = exponentials.sum(block);
        float[] inverse = block.scratch(0);
        // One division a voxel: those of all rows would take longer than all else here.
        Loops.reciprocal(sum, inverse, block.length);
        for (int row = 0; row < rows; row++) {
            float[] p = block.value(this, row);
            Loops.product(block.value(exponentials, row), inverse, p, block.length);
            if (memory != null) {
                int at = (block.image * rows + row) * voxels + block.from;
                memory.put(at, p, 0, block.length);
                written = true;
            }
        }
    }

    @Override
    void backward(Block block) {
        float[] mean = block.scratch(0);
        Loops.product(block.value(this, 0), block.slope(this, 0), mean, block.length);
        for (int row = 1; row < rows; row++) {
            Loops.addProduct(block.value(this, row), block.slope(this, row), mean, block.length);
        }
        for (int row = 0; row < rows; row++) {
            float[] p = block.value(this, row);
            float[] slope = block.slope(this, row);
            if (block.sloped(x, row)) {
                addBeyond(mean, slope, p, block.slope(x, row), block.length);
            } else {
                beyond(mean, slope, p, block.newSlope(x, row), block.length);
            }
        }
    }

    private static void beyond(float[] mean, float[] slope, float[] p, float[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = p[i] * (slope[i] - mean[i]);
        }
    }

    private static void addBeyond(float[] mean, float[] slope, float[] p, float[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] += p[i] * (slope[i] - mean[i]);
        }
    }

    @Override
    boolean readsArguments() {
        return false;
    }
}

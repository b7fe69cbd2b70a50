package org.segloss.host;

/** The sum of each row over the voxels that are labelled with it. */
final class LabelledSum extends OverVoxels {

    private final VoxelMap x;
    private final Labels labels;
    private final int slot;

    LabelledSum(Computation computation, int rows, VoxelMap x, Labels labels, boolean keepAxis) {
        super(computation.images, rows, keepAxis, true, x, labels);
        this.x = x;
        this.labels = labels;
        slot = computation.newSlot();
    }

    @Override
    void add(Block block, int row, double[] part) {
        float[] total = block.total(slot, row, rows);
        add(block.value(x, x.beside(row)), block.value(labels, 0), row, total, block.length);
        block.addUp(total, row, part);
    }

    private static void add(float[] x, float[] label, int row, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] += x[i] * Branchless.equal(label[i], row);
        }
    }

    @Override
    public void back(Block block) {
        float[] label = block.value(labels, 0);
        for (int row = 0; x.varies && row < rows; row++) {
            float slope = (float) slopes[block.image * rows + row];
            int to = x.beside(row);
            if (block.sloped(x, to)) {
                addSlopes(slope, label, row, block.slope(x, to), block.length);
            } else {
                slopes(slope, label, row, block.newSlope(x, to), block.length);
            }
        }
    }

    private static void slopes(float slope, float[] label, int row, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = slope * Branchless.equal(label[i], row);
        }
    }

    private static void addSlopes(float slope, float[] label, int row, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] += slope * Branchless.equal(label[i], row);
        }
    }
}

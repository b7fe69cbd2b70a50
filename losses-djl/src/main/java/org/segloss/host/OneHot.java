package org.segloss.host;

import java.util.Arrays;

/** Labels as rows of zeros and ones. */
final class OneHot extends VoxelMap {

    private final Labels labels;

    OneHot(Computation computation, int rows, Labels labels) {
        super(computation, rows, false, labels);
        this.labels = labels;
    }

    @Override
    void forward(Block block) {
        float[] label = block.value(labels, 0);
        for (int row = 0; row < rows; row++) {
            mark(label, row, block.value(this, row), block.length);
        }
    }

    private static void mark(float[] label, int row, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = Branchless.equal(label[i], row);
        }
    }

    /** How many voxels have each label. */
    @Override
    OverVoxels sum(Computation computation, boolean keepAxis) {
        HostArray.Source ones = (image, from, to, length) -> Arrays.fill(to[0], 0, length, 1);
        VoxelMap one = computation.add(new Constant(computation, 1, voxels, ones));
        return sumOf(one, computation, keepAxis);
    }

    /** The sum of the product with another map, for which neither is made. */
    OverVoxels sumOf(VoxelMap x, Computation computation, boolean keepAxis) {
        return new LabelledSum(computation, rows, x, labels, keepAxis);
    }

    @Override
    void backward(Block block) {
        throw new IllegalStateException("labels have no slopes");
    }
}

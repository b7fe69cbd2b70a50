package org.segloss.host;

/** The sum over the voxels of the product of two maps, which is not made for it. */
final class ProductSum extends OverVoxels {

    private final VoxelMap a;
    private final VoxelMap b;
    private final int slot;

    ProductSum(Computation computation, VoxelMap a, VoxelMap b, boolean keepAxis) {
        super(computation.images, Math.max(a.rows, b.rows), keepAxis, true, a, b);
        this.a = a;
        this.b = b;
        slot = computation.newSlot();
    }

    @Override
    void add(Block block, int row, double[] part) {
        float[] one = block.value(a, a.beside(row));
        float[] other = block.value(b, b.beside(row));
        float[] total = block.total(slot, row, rows);
        Loops.addProduct(one, other, total, block.length);
        block.addUp(total, row, part);
    }

    /** Each factor has the other one as its slope. */
    @Override
    public void back(Block block) {
        for (int row = 0; row < rows; row++) {
            float slope = (float) slopes[block.image * rows + row];
            add(block, a, a.beside(row), slope, block.value(b, b.beside(row)));
            add(block, b, b.beside(row), slope, block.value(a, a.beside(row)));
        }
    }

    private static void add(Block block, VoxelMap map, int row, float slope, float... other) {
        if (map.varies) {
            block.addSlopes(map, row, slope, other);
        }
    }
}

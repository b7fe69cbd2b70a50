package org.segloss.host;

/** A map that stands in memory as a whole, as it must where voxels look at others. */
abstract class Whole extends VoxelMap {

    /** A row of voxels for each row of each image. */
    private float[][] values;

    private float[][] slopes;
    private final int images;

    Whole(Computation computation, VoxelMap x, int voxels, int passes) {
        super(computation, x.rows, voxels, x.varies, passes, x);
        images = computation.images;
    }

    /** What it is made of is not asked for again. */
    @Override
    final Step[] needs() {
        return known() ? new Step[0] : from;
    }

    public final boolean known() {
        return values != null;
    }

    final float[][] values() {
        return values;
    }

    final void know(float[][] numbers) {
        values = numbers;
    }

    /** The slopes, to be added to. */
    final float[][] slopes() {
        if (slopes == null) {
            slopes = memory();
        }
        return slopes;
    }

    /** The slopes that arrived, if any did; null afterwards. */
    final float[][] takeSlopes() {
        float[][] taken = slopes;
        slopes = null;
        return taken;
    }

    @Override
    final void forgetSlopes() {
        slopes = null;
    }

    final float[][] memory() {
        return new float[images * rows][voxels];
    }

    @Override
    final void forward(Block block) {
        for (int row = 0; row < rows; row++) {
            float[] all = values[block.image * rows + row];
            System.arraycopy(all, block.from, block.value(this, row), 0, block.length);
        }
    }

    @Override
    final void backward(Block block) {
        for (int row = 0; row < rows; row++) {
            if (block.sloped(this, row)) {
                float[] to = slopes[block.image * rows + row];
                Stretch.add(1, block.slope(this, row), 0, to, block.from, block.length);
            }
        }
    }

    @Override
    final boolean readsArguments() {
        return false;
    }

    @Override
    final boolean readsItself() {
        return false;
    }
}

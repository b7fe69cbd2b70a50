package org.segloss.host;

import java.util.Arrays;

/**
 * What log odds are made of: the exponential of each row less the second largest one, 0 for the
 * largest, and what else there is of each voxel as more rows. Slopes pass it by.
 *
 * <p>Against the largest row stand the exponentials as they are, whose sum is 1 or more. Against
 * another one they stand times the {@link #step}, and 1 for the largest: no number of any sum is
 * lost beside one that is not part of it, however far the rows are apart.
 */
final class Rivals extends VoxelMap {

    private static final float NOTHING = -1e30f;

    private final VoxelMap x;

    Rivals(Computation computation, VoxelMap x) {
        super(computation, 2 * x.rows + 7, false, x);
        this.x = x;
    }

    float[] largest(Block block) {
        return block.value(this, x.rows);
    }

    float[] second(Block block) {
        return block.value(this, x.rows + 1);
    }

    /** Which row is the largest; of several that are the first one. */
    private float[] top(Block block) {
        return block.value(this, x.rows + 2);
    }

    /** Whether that is the row in question: 1 or 0. */
    float[] leads(Block block, int row) {
        return block.value(this, x.rows + 7 + row);
    }

    /** The exponential of the second largest row less the largest one. */
    float[] step(Block block) {
        return block.value(this, x.rows + 3);
    }

    /** The sum of the exponentials. */
    float[] sum(Block block) {
        return block.value(this, x.rows + 4);
    }

    /** The probability of the largest row. */
    float[] most(Block block) {
        return block.value(this, x.rows + 5);
    }

    /** The probability of another row, over its exponential. */
    float[] share(Block block) {
        return block.value(this, x.rows + 6);
    }

    @Override
    void forward(Block block) {
        int length = block.length;
        findLargest(block);
        float[] top = top(block);
        float[] second = second(block);
        float[] sum = sum(block);
        Arrays.fill(sum, 0, length, 0f);
        for (int row = 0; row < x.rows; row++) {
            float[] e = block.value(this, row);
            float[] logit = block.value(x, row);
            lead(logit, second, e, length);
            Elementary.exp(e, e, length);
            leaveOut(row, top, leads(block, row), e, length);
            Loops.add(e, sum, length);
        }
        float[] step = step(block);
        Elementary.expOfDifference(second, largest(block), step, length);
        float[] most = most(block);
        probability(step, sum, most, length);
        Loops.product(step, most, share(block), length);
    }

    private static void lead(float[] logit, float[] second, float[] e, int length) {
        for (int i = 0; i < length; i++) {
            e[i] = Math.min(logit[i] - second[i], 0);
        }
    }

    private static void leaveOut(float row, float[] top, float[] leads, float[] e, int length) {
        for (int i = 0; i < length; i++) {
            float is = Branchless.equal(row, top[i]);
            leads[i] = is;
            e[i] *= 1 - is;
        }
    }

    private static void probability(float[] step, float[] sum, float[] most, int length) {
        for (int i = 0; i < length; i++) {
            most[i] = 1 / (1 + step[i] * sum[i]);
        }
    }

    private void findLargest(Block block) {
        int length = block.length;
        float[] largest = largest(block);
        float[] second = second(block);
        float[] top = top(block);
        Arrays.fill(largest, 0, length, NOTHING);
        Arrays.fill(second, 0, length, NOTHING);
        Arrays.fill(top, 0, length, 0f);
        for (int row = 0; row < x.rows; row++) {
            float[] logit = block.value(x, row);
            float own = row;
            for (int i = 0; i < length; i++) {
                top[i] += Branchless.positive(logit[i] - largest[i]) * (own - top[i]);
                second[i] = Math.max(second[i], Math.min(largest[i], logit[i]));
                largest[i] = Math.max(largest[i], logit[i]);
            }
        }
    }

    @Override
    void backward(Block block) {
        throw new IllegalStateException("slopes go from log odds straight to their argument");
    }
}

package org.segloss.boundary;

import java.util.Arrays;
import java.util.BitSet;
import org.segloss.host.Stretch;

/** The contours of one map on the host, a few lines at a time. */
final class ContourLines {

    private final Stencil around;
    private final BitSet within;
    private final float[] counted;
    private final float[] costs;

    /** Where the run of voxels that count ends that was found last. */
    private int runEnd;

    /**
     * Takes a map.
     *
     * @param around the map
     * @param length how many voxels it looks at together
     * @param within the voxels that count
     */
    ContourLines(Stencil around, int length, BitSet within) {
        this.around = around;
        this.within = within;
        counted = new float[length];
        costs = new float[length];
    }

    /**
     * Adds up what contours cost, and adds its slopes.
     *
     * @param cost what they cost
     * @param weight what the sum is multiplied by
     * @return the sum, with the weight
     */
    double sum(LineCost cost, double weight) {
        double sum = 0;
        runEnd = 0;
        int v = within.nextSetBit(0);
        while (v >= 0) {
            count(around.moveTo(v), around.end());
            cost.of(around, counted, weight, costs);
            sum += Stretch.sum(costs, 0, costs.length);
            v = within.nextSetBit(around.end());
        }
        return weight * sum;
    }

    private void count(int start, int end) {
        Arrays.fill(counted, 0);
        int v = within.nextSetBit(start);
        while (v >= 0 && v < end) {
            if (v >= runEnd) {
                // Not for each line: a run may be the whole image.
                runEnd = within.nextClearBit(v);
            }
            int stop = Math.min(runEnd, end);
            Arrays.fill(counted, v - start, stop - start, 1);
            v = within.nextSetBit(stop);
        }
    }
}

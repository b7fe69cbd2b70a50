package org.segloss.boundary;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.segloss.host.Branchless;
import org.segloss.input.HostPass;
import org.segloss.input.Targets;

/** How much maps differ from voxel to voxel, added up on the host. */
final class Outlines implements HostPass.Sums {

    private final Targets targets;
    private final boolean squared;
    private final int[] shape;
    private final int length;

    /** Takes the batch, and whether differences are squared. */
    Outlines(Targets targets, boolean squared) {
        this.targets = targets;
        this.squared = squared;
        shape = targets.spatialShape();
        length = Stencil.length(shape);
    }

    @Override
    public double[] of(int n, int c, float[] p, float[][] slopes) {
        Stencil map = new Stencil(p, slopes[0], shape);
        BitSet ignored = targets.ignoredVoxels(n);
        int stride = targets.voxels();
        if (ignored.isEmpty()) {
            // The last ones along an axis are their own next ones.
            BitSet all = new BitSet(stride);
            all.set(0, stride);
            return new double[] {sum(map, all, IntStream.range(0, shape.length).toArray())};
        }
        double sum = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            stride /= shape[axis];
            sum += sum(map, within(ignored, axis, stride), axis);
        }
        return new double[] {sum};
    }

    private double sum(Stencil map, BitSet within, int... axes) {
        return new ContourLines(map, length, within).sum(differences(axes), 1);
    }

    /** The voxels that count, and so do the next ones along the axis. */
    private BitSet within(BitSet ignored, int axis, int stride) {
        BitSet within = (BitSet) ignored.clone();
        within.flip(0, targets.voxels());
        ignored.stream()
                .filter(v -> v / stride % shape[axis] > 0)
                .forEach(v -> within.clear(v - stride));
        return within;
    }

    private LineCost differences(int... axes) {
        float[] here = new float[length];
        float[] difference = new float[length];
        float[] ofHere = new float[length];
        int[] none = new int[shape.length];
        int[][] nexts = new int[axes.length][shape.length];
        for (int k = 0; k < axes.length; k++) {
            nexts[k][axes[k]] = 1;
        }
        return (around, counted, weight, costs) -> {
            float price = (float) weight;
            around.read(here, none);
            Arrays.fill(ofHere, 0);
            Arrays.fill(costs, 0);
            for (int[] next : nexts) {
                around.read(difference, next);
                if (squared) {
                    squares(here, difference, counted, costs, price);
                } else {
                    sizes(here, difference, counted, costs, price);
                }
                around.add(1, difference, next);
                for (int i = 0; i < length; i++) {
                    ofHere[i] -= difference[i];
                }
            }
            around.add(1, ofHere, none);
        };
    }

    /** Squared differences, added to the costs; their slopes take the place of the next voxels. */
    private static void squares(
            float[] here, float[] next, float[] counted, float[] costs, float price) {
        for (int i = 0; i < here.length; i++) {
            float step = next[i] - here[i];
            costs[i] += counted[i] * step * step;
            next[i] = 2 * counted[i] * price * step;
        }
    }

    /** The same for how large differences are. */
    private static void sizes(
            float[] here, float[] next, float[] counted, float[] costs, float price) {
        for (int i = 0; i < here.length; i++) {
            float step = next[i] - here[i];
            costs[i] += counted[i] * Math.abs(step);
            next[i] = counted[i] * Branchless.sign(step) * price;
        }
    }
}

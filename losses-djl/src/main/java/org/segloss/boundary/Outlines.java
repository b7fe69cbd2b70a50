package org.segloss.boundary;

import java.util.BitSet;
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
    public double[] of(int n, int c, float[] p, int from, float[][] slopes) {
        Stencil map = new Stencil(p, slopes[0], from, shape);
        double sum = 0;
        int stride = targets.voxels();
        for (int axis = 0; axis < shape.length; axis++) {
            stride /= shape[axis];
            sum += new ContourLines(map, length, within(n, axis, stride)).sum(differences(axis), 1);
        }
        return new double[] {sum};
    }

    /** The voxels that count, and so do the next ones along the axis. */
    private BitSet within(int n, int axis, int stride) {
        BitSet ignored = targets.ignoredVoxels(n);
        BitSet within = (BitSet) ignored.clone();
        within.flip(0, targets.voxels());
        ignored.stream()
                .filter(v -> v / stride % shape[axis] > 0)
                .forEach(v -> within.clear(v - stride));
        return within;
    }

    private LineCost differences(int axis) {
        float[] difference = new float[length];
        float[] here = new float[length];
        int[] next = new int[shape.length];
        int[] none = next.clone();
        next[axis] = 1;
        return (around, counted, weight, costs) -> {
            float price = (float) weight;
            around.read(difference, next);
            around.read(here, none);
            for (int i = 0; i < length; i++) {
                difference[i] -= here[i];
            }
            for (int i = 0; squared && i < length; i++) {
                costs[i] = counted[i] * difference[i] * difference[i];
                difference[i] *= 2 * counted[i] * price;
            }
            for (int i = 0; !squared && i < length; i++) {
                float sign = Branchless.sign(difference[i]);
                costs[i] = counted[i] * difference[i] * sign;
                difference[i] = counted[i] * sign * price;
            }
            around.add(1, difference, next);
            around.add(-1, difference, none);
        };
    }
}

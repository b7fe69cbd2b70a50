package org.segloss.boundary;

import java.util.BitSet;
import java.util.stream.Stream;
import org.segloss.geometry.Morphology;
import org.segloss.geometry.SlidingMaximum;
import org.segloss.host.Stretch;
import org.segloss.input.HostPass;
import org.segloss.input.Targets;

/**
 * The sums of {@link ContourDiceLoss} of hard labels, on the host: what of the contours is near the
 * other ones, and all of them.
 */
final class ContourShares implements HostPass.Sums {

    private final Targets targets;
    private final int tolerance;
    private final int[] shape;
    private final Morphology grid;

    /** Takes labels, and how far a contour may be off. */
    ContourShares(Targets targets, int tolerance) {
        this.targets = targets;
        this.tolerance = tolerance;
        shape = targets.spatialShape();
        grid = new Morphology(shape);
    }

    @Override
    public double[] of(int n, int c, float[] p, float[][] slopes) {
        int voxels = targets.voxels();
        BitSet outside = targets.rest(n, c);
        BitSet label = targets.region(n, c);
        label.and(grid.dilate(outside));
        BitSet wide = Stream.iterate(label, grid::dilate).skip(tolerance).findFirst().orElseThrow();

        // The least of a window is the largest of the opposites. No map exceeds 1.
        float[] opposite = p.clone();
        for (int v = 0; v < voxels; v++) {
            opposite[v] = -opposite[v];
        }
        BitSet ignored = targets.ignoredVoxels(n);
        ignored.stream().forEach(v -> opposite[v] = -1);
        SlidingMaximum least = new SlidingMaximum(shape, opposite, 1);
        float[] contour = least.values();
        for (int v = 0; v < voxels; v++) {
            contour[v] -= opposite[v];
        }
        ignored.stream().forEach(v -> contour[v] = 0);
        SlidingMaximum most = new SlidingMaximum(shape, contour, tolerance);

        // Both sums are sums of the contour times something.
        float[] all = new float[voxels];
        for (int v = 0; v < voxels; v++) {
            all[v] = targets.weight(n * voxels + v);
        }
        float[] near = new float[voxels];
        wide.stream().forEach(v -> near[v] = all[v]);
        label.stream().forEach(v -> near[most.place(v)] += all[v]);
        ignored.stream().forEach(v -> near[v] = 0);
        for (int v = 0; v < voxels; v++) {
            slopes[1][v] += all[v];
            slopes[1][least.place(v)] -= all[v];
            if (near[v] != 0) {
                slopes[0][v] += near[v];
                slopes[0][least.place(v)] -= near[v];
            }
        }
        double labelled = label.stream().mapToDouble(v -> all[v]).sum();
        return new double[] {sum(near, contour), sum(all, contour) + labelled};
    }

    /** What is multiplied is not asked for again. */
    private static double sum(float[] weights, float... values) {
        for (int v = 0; v < weights.length; v++) {
            weights[v] *= values[v];
        }
        return Stretch.sum(weights, 0, weights.length);
    }
}

package org.segloss.boundary;

import java.util.BitSet;
import java.util.stream.Stream;
import org.segloss.geometry.Morphology;
import org.segloss.geometry.SlidingMaximum;
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
    public double[] of(int n, int c, float[] p, int from, float[][] slopes) {
        int voxels = targets.voxels();
        BitSet outside = targets.rest(n, c);
        BitSet label = targets.region(n, c);
        label.and(grid.dilate(outside));
        BitSet wide = Stream.iterate(label, grid::dilate).skip(tolerance).findFirst().orElseThrow();

        // The least of a window is the largest of the opposites. No map exceeds 1.
        float[] opposite = new float[voxels];
        for (int v = 0; v < voxels; v++) {
            opposite[v] = ignored(n, v) ? -1 : -p[from + v];
        }
        SlidingMaximum least = new SlidingMaximum(shape, opposite, 1);
        float[] contour = new float[voxels];
        for (int v = 0; v < voxels; v++) {
            contour[v] = ignored(n, v) ? 0 : least.value(v) - opposite[v];
        }
        SlidingMaximum most = new SlidingMaximum(shape, contour, tolerance);

        // Both sums are sums of the contour times something.
        float[] near = new float[voxels];
        float[] all = new float[voxels];
        double labelled = 0;
        for (int v = 0; v < voxels; v++) {
            float weight = targets.weight(n * voxels + v);
            all[v] += weight;
            near[v] += wide.get(v) ? weight : 0;
            near[most.place(v)] += label.get(v) ? weight : 0;
            labelled += label.get(v) ? weight : 0;
        }
        double nearSum = 0;
        double allSum = labelled;
        for (int v = 0; v < voxels; v++) {
            if (!ignored(n, v)) {
                nearSum += near[v] * contour[v];
                allSum += all[v] * contour[v];
                slopes[0][from + v] += near[v];
                slopes[1][from + v] += all[v];
                slopes[0][from + least.place(v)] -= near[v];
                slopes[1][from + least.place(v)] -= all[v];
            }
        }
        return new double[] {nearSum, allSum};
    }

    private boolean ignored(int n, int v) {
        return targets.ignored(n * targets.voxels() + v);
    }
}

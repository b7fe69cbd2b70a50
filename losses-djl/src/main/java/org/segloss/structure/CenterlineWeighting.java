package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.BitSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.segloss.geometry.DistanceTransform;
import org.segloss.input.Decisions;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;
import org.segloss.tensor.SafeMath;

/**
 * Weighs the voxels of masks by their distances to the outside, along centre lines and off them.
 */
final class CenterlineWeighting {

    private final float[] spacing;

    /** The smallest distance of two voxels. */
    private final double unit;

    private final RadiusInverse inverse;

    /**
     * Says how distances count.
     *
     * @param spacing distance of neighbouring voxels along each spatial axis; none at all means 1
     * @param inverse how thin lines come to count more
     */
    CenterlineWeighting(float[] spacing, RadiusInverse inverse) {
        this.spacing = spacing;
        this.inverse = inverse;
        unit = IntStream.range(0, spacing.length).mapToDouble(a -> spacing[a]).min().orElse(1);
    }

    /**
     * Weighs masks.
     *
     * @param in the input
     * @param regions the masks
     * @param skeleton finds the centre lines of a mask
     * @return the weights, constants; 0 for a mask without an outside
     */
    CenterlineWeights of(LossInput in, LossInput.Regions regions, UnaryOperator<BitSet> skeleton) {
        LossInput.Regions bounded = (n, c) -> bounded(regions.of(n, c), in.targets().voxels());
        NDArray distances = distances(in, bounded);
        NDArray lines = in.constant((n, c) -> skeleton.apply(bounded.of(n, c)));
        NDArray radii = distances.mul(lines);
        NDArray largest = SafeMath.atLeast(radii.max(new int[] {2}, true), unit);
        NDArray thinness = inverse.of(radii, largest, unit);
        int crossSection = in.targets().spatialShape().length - 1;
        return new CenterlineWeights(
                distances.div(largest).clip(0, 1),
                radii.div(largest),
                thinness.pow(crossSection).mul(lines));
    }

    /** What is decided; nothing where the label fills the image, which has no centre line then. */
    static LossInput.Regions decided(LossInput in) {
        Targets targets = in.targets();
        Decisions likely = in.likely();
        return (n, c) ->
                targets.region(n, c).cardinality() == targets.voxels()
                        ? new BitSet()
                        : likely.region(n, c);
    }

    /** Nothing of a region without an outside. */
    private static BitSet bounded(BitSet region, int voxels) {
        return region.cardinality() < voxels ? region : new BitSet();
    }

    /** Distances to the outside, 0 there. */
    private NDArray distances(LossInput in, LossInput.Regions regions) {
        Targets targets = in.targets();
        DistanceTransform transform = new DistanceTransform(targets.spatialShape(), spacing);
        int classes = targets.classes();
        int voxels = targets.voxels();
        float[] all = new float[targets.images() * classes * voxels];
        IntStream.range(0, all.length / voxels)
                .parallel()
                .forEach(
                        i -> {
                            BitSet region = regions.of(i / classes, i % classes);
                            if (!region.isEmpty()) {
                                float[] inside = transform.toNearest(v -> !region.get(v));
                                System.arraycopy(inside, 0, all, i * voxels, voxels);
                            }
                        });
        return in.constant(all, targets.images(), classes, voxels);
    }
}

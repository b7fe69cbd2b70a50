package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.stream.IntStream;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;
import org.segloss.tensor.Windows;

/**
 * The Mumford-Shah energy of predicted regions: how far the image is from one intensity in each of
 * them, and how long their outlines are.
 *
 * @param beta what the outlines cost
 * @param squared whether differences of neighbours are squared
 */
record MumfordShah(float beta, boolean squared) {

    /** No region that single precision can add up has less. */
    private static final double SMALLEST = 1e-30;

    /** The energy of each class {@code [N, C, V]}, of a task its two regions'; no weights. */
    NDArray of(NDArray image, LossInput in) {
        NDArray p = in.probabilities();
        NDArray inside = p.mul(spread(p, image, in));
        if (in.exclusive()) {
            return inside.add(SafeMath.times(outline(p, in), beta));
        }
        NDArray rest = p.neg().add(1);
        NDArray outside = rest.mul(spread(rest, image, in));
        return inside.add(outside).add(SafeMath.times(outline(p, in), 2.0 * beta));
    }

    /** The squared distance of every voxel from the mean of each region; a constant. */
    private static NDArray spread(NDArray regions, NDArray image, LossInput in) {
        int[] voxels = {2};
        NDArray p = in.counted(regions.stopGradient());
        NDArray volume = SafeMath.atLeast(p.sum(voxels, true), SMALLEST);
        NDArray spread = null;
        for (int k = 0; k < image.getShape().get(1); k++) {
            NDArray channel = image.get(new NDIndex().addAllDim().addSliceDim(k, k + 1));
            NDArray mean = p.mul(channel).sum(voxels, true).div(volume);
            NDArray square = channel.sub(mean).square();
            spread = spread == null ? square : spread.add(square);
        }
        return spread;
    }

    /** What p differs by from the next voxel along each axis that counts, {@code [N, C, V]}. */
    private NDArray outline(NDArray p, LossInput in) {
        NDArray maps = in.unfold(p, false);
        NDArray valid = in.validity() == null ? null : in.unfold(in.validity(), false);
        return IntStream.range(2, maps.getShape().dimension())
                .mapToObj(
                        axis -> {
                            NDArray step = next(maps, axis).sub(maps);
                            NDArray cost = squared ? step.square() : step.abs();
                            return valid == null ? cost : cost.mul(next(valid, axis).mul(valid));
                        })
                .reduce(NDArray::add)
                .orElseThrow()
                .reshape(p.getShape());
    }

    /** The voxel after each one, the last of them its own. */
    private static NDArray next(NDArray maps, int axis) {
        return Windows.neighbours(maps, axis, 1).get(2);
    }
}

package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.IntStream;
import org.segloss.input.ClassSpan;
import org.segloss.input.HostPass;
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

    /**
     * The energy of each class at every voxel {@code [N, C, V]}, of a task that of its two regions;
     * on the host the outlines apart, as the sums of their voxels {@code [N, C, 1]}.
     *
     * @param image the channels of the image
     * @param in the input
     * @param weights what classes weigh, {@code [1, C, 1]}
     * @return what adds up to the energy, weighted, 0 where ignored
     */
    List<NDArray> of(NDArray image, LossInput in, NDArray weights) {
        NDArray distances = distances(image, in);
        NDArray counted = in.counted(weights);
        double price = in.exclusive() ? beta : 2.0 * beta;
        if (!in.hosted()) {
            NDArray outlines = SafeMath.times(outline(in.probabilities(), in), price);
            return List.of(distances.add(outlines).mul(counted));
        }
        NDArray sums = HostPass.sums(in, 1, c -> true, new Outlines(in.targets(), squared)).get(0);
        NDArray outlines = SafeMath.times(sums.expandDims(2), price);
        return List.of(distances.mul(counted), outlines.mul(weights));
    }

    private static NDArray distances(NDArray image, LossInput in) {
        NDArray p = in.probabilities();
        NDArray inside = p.mul(spread(p, image, in));
        if (in.exclusive()) {
            return inside;
        }
        NDArray rest = p.neg().add(1);
        return inside.add(rest.mul(spread(rest, image, in)));
    }

    /** The squared distance of every voxel from the mean of each region; a constant. */
    private static NDArray spread(NDArray regions, NDArray image, LossInput in) {
        int[] voxels = {2};
        NDArray p = in.counted(regions.stopGradient());
        NDArray volume = SafeMath.atLeast(p.sum(voxels, true), SMALLEST);
        NDArray spread = null;
        for (int k = 0; k < image.getShape().get(1); k++) {
            NDArray channel = ClassSpan.one(k).of(image);
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

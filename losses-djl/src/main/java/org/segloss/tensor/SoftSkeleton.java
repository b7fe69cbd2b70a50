package org.segloss.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import java.util.Arrays;
import org.segloss.host.HostArray;

/**
 * Skeletons of soft masks, made of minima and maxima of windows so that a gradient passes through
 * them.
 */
public final class SoftSkeleton {

    /** How a skeleton is found. */
    public enum Method {

        /** The sum of what an opening takes away, after every erosion (Shit 2021). */
        OPENINGS,

        /** What is left where contours are taken off again and again (Paetzold 2019). */
        CONTOURS
    }

    private SoftSkeleton() {}

    /**
     * Finds the skeletons of masks.
     *
     * @param x masks {@code [N, C, *S]} with values in [0, 1] and one to three spatial axes
     * @param iterations how often a mask is eroded; structures of up to this radius become lines
     * @param method how the skeletons are found
     * @return the skeletons, of the same shape, nowhere above the mask
     */
    public static NDArray of(NDArray x, int iterations, Method method) {
        if (x instanceof HostArray) {
            int[] space = Windows.space(x);
            return Windows.filtered(x, onHost(iterations, method, space), space);
        }
        return method == Method.OPENINGS ? openings(x, iterations) : contours(x, iterations);
    }

    private static SkeletonFilter onHost(int iterations, Method method, int... space) {
        return method == Method.OPENINGS
                ? new OpeningsFilter(iterations, space)
                : new ContoursFilter(iterations, space);
    }

    private static NDArray openings(NDArray x, int iterations) {
        NDArray rest = erode(x);
        NDArray skeleton = residue(x, rest);
        for (int i = 0; i < iterations; i++) {
            NDArray mask = rest;
            NDArray known = skeleton;
            NDArray smaller = erode(mask);
            rest = smaller;
            skeleton =
                    EngineMemory.sparing(
                            () -> {
                                NDArray found = residue(mask, smaller);
                                return known.add(found.sub(known.mul(found)));
                            },
                            known,
                            mask,
                            smaller);
        }
        return skeleton;
    }

    /** What the opening of a mask, whose erosion is given, takes away. */
    private static NDArray residue(NDArray mask, NDArray eroded) {
        return SafeMath.relu(mask.sub(Windows.max(eroded, everywhere(mask))));
    }

    private static NDArray contours(NDArray x, int iterations) {
        NDArray rest = x;
        for (int i = 0; i < iterations; i++) {
            NDArray mask = rest;
            rest =
                    EngineMemory.sparing(
                            () -> {
                                NDArray eroded = Windows.min(mask, everywhere(mask));
                                NDArray opened = Windows.max(eroded, everywhere(mask));
                                return SafeMath.relu(mask.sub(SafeMath.relu(opened.sub(eroded))));
                            },
                            mask);
        }
        return rest;
    }

    /** The smallest value of each voxel and its neighbours across a face. */
    private static NDArray erode(NDArray x) {
        return EngineMemory.sparing(
                () -> {
                    NDArray inverse = x.neg();
                    NDArray largest = along(0, inverse);
                    for (int axis = 1; axis < everywhere(x).length; axis++) {
                        NDArray other = along(axis, inverse);
                        // Not a maximum: of equal values the engines choose each their own.
                        largest = NDArrays.where(largest.gte(other), largest, other);
                    }
                    return largest.neg();
                },
                x);
    }

    private static NDArray along(int axis, NDArray x) {
        int[] radius = new int[x.getShape().dimension() - 2];
        radius[axis] = 1;
        return Windows.max(x, radius);
    }

    private static int[] everywhere(NDArray x) {
        int[] radius = new int[x.getShape().dimension() - 2];
        Arrays.fill(radius, 1);
        return radius;
    }
}

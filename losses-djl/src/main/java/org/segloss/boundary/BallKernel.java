package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.segloss.input.LossInput;

/** The mean over the voxels no farther than a radius, as the kernel of a convolution. */
final class BallKernel {

    private static final long LARGEST = 8192;

    private BallKernel() {}

    /** The kernel, which reaches no farther than the image does. */
    static NDArray of(LossInput in, float radius) {
        int[] shape = in.targets().spatialShape();
        int[] reach = IntStream.of(shape).map(s -> Math.min(s - 1, (int) radius)).toArray();
        long[] sides = IntStream.of(reach).mapToLong(r -> 2L * r + 1).toArray();
        long size = Arrays.stream(sides).reduce(1, (a, b) -> a * b);
        if (size > LARGEST) {
            throw new IllegalArgumentException(
                    "radii = "
                            + radius
                            + " makes a kernel of "
                            + Arrays.toString(sides)
                            + " voxels in images of shape "
                            + Arrays.toString(shape)
                            + ": allowed are "
                            + LARGEST
                            + " voxels; take smaller radii, or hausdorff-dt");
        }
        double square = radius * radius;
        double share = 1.0 / voxels(square, sides.length);
        double[] kernel = new double[(int) size];
        Arrays.setAll(kernel, i -> squaredDistance(i, reach) <= square ? share : 0);
        return in.constant(kernel, sides);
    }

    /** How many voxels the whole ball has, some of which may lie outside any image. */
    private static long voxels(double square, int axes) {
        if (axes == 0) {
            return 1;
        }
        int reach = (int) Math.sqrt(square);
        return IntStream.rangeClosed(-reach, reach)
                .mapToLong(o -> voxels(square - o * o, axes - 1))
                .sum();
    }

    /** How far an entry of the kernel is from its centre. */
    private static int squaredDistance(int i, int... reach) {
        int square = 0;
        int rest = i;
        for (int axis = reach.length - 1; axis >= 0; axis--) {
            int side = 2 * reach[axis] + 1;
            int offset = rest % side - reach[axis];
            square += offset * offset;
            rest /= side;
        }
        return square;
    }
}

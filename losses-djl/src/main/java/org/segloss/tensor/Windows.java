package org.segloss.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.pooling.Pool;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.segloss.host.Filter;
import org.segloss.host.HostArray;

/**
 * Windows that slide over the spatial axes of maps {@code [N, C, *S]}, one to three of them. Every
 * window is centred, and every class by itself.
 */
public final class Windows {

    private Windows() {}

    /**
     * The largest value of each window; what is outside the image does not count.
     *
     * @param x maps {@code [N, C, *S]}
     * @param radius how far the window reaches along each axis, 0 for one voxel
     * @return maps of the same shape
     */
    public static NDArray max(NDArray x, int... radius) {
        Shape given = x.getShape();
        NDArray flat = planar(x);
        long[] reach = planar(radius);
        Shape window = new Shape(Arrays.stream(reach).map(r -> 2 * r + 1).toArray());
        Shape padding = new Shape(reach);
        Shape stride = new Shape(Arrays.stream(reach).map(r -> 1).toArray());
        NDArray pooled =
                reach.length == 2
                        ? Pool.maxPool2d(flat, window, stride, padding, false)
                        : Pool.maxPool3d(flat, window, stride, padding, false);
        return pooled.reshape(given);
    }

    /**
     * The smallest value of each window; what is outside the image does not count.
     *
     * @param x maps {@code [N, C, *S]}
     * @param radius how far the window reaches along each axis, 0 for one voxel
     * @return maps of the same shape
     */
    public static NDArray min(NDArray x, int... radius) {
        return max(x.neg(), radius).neg();
    }

    /**
     * The voxels of each window along one axis. Outside the image the border is repeated.
     *
     * @param x maps {@code [N, C, *S]}
     * @param axis the axis, 2 for the first of S
     * @param radius how far the window reaches
     * @return maps of the same shape, one for each place in the window, in their order
     */
    public static List<NDArray> neighbours(NDArray x, int axis, int radius) {
        if (radius == 0) {
            return List.of(x);
        }
        if (x instanceof HostArray) {
            Lines lines = Lines.along(axis - 2, space(x));
            return IntStream.rangeClosed(-radius, radius)
                    .mapToObj(by -> by == 0 ? x : filtered(x, new Shift(lines, by), space(x)))
                    .toList();
        }
        long size = x.getShape().get(axis);
        NDList padded = new NDList(x);
        for (int i = 0; i < radius; i++) {
            padded.add(0, x.get(range(axis, 0, 1)));
            padded.add(x.get(range(axis, size - 1, size)));
        }
        NDArray wide = NDArrays.concat(padded, axis);
        return LongStream.rangeClosed(0, 2L * radius)
                .mapToObj(from -> wide.get(range(axis, from, from + size)))
                .toList();
    }

    private static NDIndex range(int axis, long from, long to) {
        return new NDIndex().addAllDim(axis).addSliceDim(from, to);
    }

    /**
     * A convolution with one kernel for all classes. It is a correlation: the kernel is not
     * mirrored.
     *
     * @param x maps {@code [N, C, *S]}
     * @param kernel a constant with as many axes as S, each of odd length where padded
     * @param padded true for zeros outside the image and results of the same shape, false for the
     *     windows that lie inside the image
     * @return the weighted sum of each window
     */
    public static NDArray convolve(NDArray x, NDArray kernel, boolean padded) {
        return convolve(List.of(x), List.of(kernel), padded).get(0);
    }

    /**
     * Convolutions of several maps with one kernel after the other.
     *
     * @param maps maps {@code [N, C, *S]}
     * @param kernels constants with as many axes as S, each of odd length where padded
     * @param padded true for zeros outside the image and results of the same shape, false for the
     *     windows that lie inside the image
     * @return the weighted sums of each map
     */
    public static List<NDArray> convolve(
            List<NDArray> maps, List<NDArray> kernels, boolean padded) {
        if (maps.get(0) instanceof HostArray) {
            List<WindowWeights> weights = kernels.stream().map(Windows::onHost).toList();
            Convolution all = new Convolution(weights, padded, space(maps.get(0)));
            return maps.stream().map(x -> filtered(x, all, all.space())).toList();
        }
        // Not of a single array: that cuts its gradient.
        NDArray together =
                maps.size() == 1
                        ? maps.get(0)
                        : NDArrays.concat(new NDList(maps.toArray(NDArray[]::new)), 1);
        for (NDArray kernel : kernels) {
            together = slide(together, kernel, padded);
        }
        if (maps.size() == 1) {
            return List.of(together);
        }
        NDArray all = together;
        long classes = maps.get(0).getShape().get(1);
        return IntStream.range(0, maps.size())
                .mapToObj(
                        i -> new NDIndex().addAllDim().addSliceDim(i * classes, (i + 1) * classes))
                .map(all::get)
                .toList();
    }

    private static WindowWeights onHost(NDArray kernel) {
        int[] sides = ints(kernel.getShape());
        // As long as the image it may have been taken for a map, the same for every image.
        float[] weights = Arrays.copyOf(kernel.toFloatArray(), Lines.product(sides));
        return new WindowWeights(sides, weights);
    }

    static int[] space(NDArray maps) {
        return ints(maps.getShape().slice(2));
    }

    private static int[] ints(Shape shape) {
        return LongStream.of(shape.getShape()).mapToInt(Math::toIntExact).toArray();
    }

    static NDArray filtered(NDArray x, Filter filter, int... space) {
        long[] axes = IntStream.of(space).asLongStream().toArray();
        return ((HostArray) x).filtered(filter, new Shape(axes));
    }

    private static NDArray slide(NDArray x, NDArray kernel, boolean padded) {
        Shape given = x.getShape();
        Shape lengths = kernel.getShape();
        NDArray flat = planar(x);
        long[] sizes =
                Arrays.copyOfRange(flat.getShape().getShape(), 2, flat.getShape().dimension());
        // Every map a group of its own: as images of one channel they take PyTorch ten times as
        // long.
        int maps = Math.toIntExact(given.get(0) * given.get(1));
        NDArray images = flat.reshape(new Shape(1, maps).addAll(new Shape(sizes)));
        Shape window = sizes.length == lengths.dimension() ? lengths : new Shape(1).addAll(lengths);
        NDArray weight = kernel.reshape(new Shape(1, 1).addAll(window)).repeat(0, maps);
        Shape padding =
                new Shape(Arrays.stream(window.getShape()).map(k -> padded ? k / 2 : 0).toArray());
        Shape stride = new Shape(Arrays.stream(sizes).map(s -> 1).toArray());
        NDArray result =
                (sizes.length == 2
                                ? Conv2d.conv2d(images, weight, null, stride, padding, stride, maps)
                                : Conv3d.conv3d(
                                        images, weight, null, stride, padding, stride, maps))
                        .singletonOrThrow();
        // A copy: the shape hands out its own numbers.
        long[] axes = given.getShape().clone();
        for (int axis = 0; !padded && axis < lengths.dimension(); axis++) {
            axes[axis + 2] -= lengths.get(axis) - 1;
        }
        return result.reshape(new Shape(axes));
    }

    /**
     * Averages blocks of two voxels along each axis. What is left over at the end is dropped; an
     * axis of one voxel stays.
     *
     * @param x maps {@code [N, C, *S]}
     * @return maps of half the size
     */
    public static NDArray halve(NDArray x) {
        if (x instanceof HostArray) {
            Halving halving = new Halving(space(x));
            return filtered(x, halving, halving.space());
        }
        NDArray halved = x;
        for (int axis = 2; axis < x.getShape().dimension(); axis++) {
            long pairs = x.getShape().get(axis) / 2;
            if (pairs > 0) {
                Shape before = halved.getShape().slice(0, axis);
                Shape after = halved.getShape().slice(axis + 1);
                NDIndex even = new NDIndex().addAllDim(axis);
                NDArray split =
                        halved.get(even.addSliceDim(0, 2 * pairs))
                                .reshape(before.add(pairs, 2).addAll(after));
                halved = SafeMath.times(split.sum(new int[] {axis + 1}), 0.5);
            }
        }
        return halved;
    }

    /** The engines slide windows over two axes or three: a single axis gets one beside it. */
    private static NDArray planar(NDArray x) {
        Shape shape = x.getShape();
        return shape.dimension() == 3 ? x.reshape(shape.get(0), shape.get(1), 1, shape.get(2)) : x;
    }

    private static long[] planar(int... radius) {
        return radius.length == 1
                ? new long[] {0, radius[0]}
                : Arrays.stream(radius).asLongStream().toArray();
    }
}

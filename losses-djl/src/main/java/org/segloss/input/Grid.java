package org.segloss.input;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** The axes of a prediction {@code [N, C, *S]}, and how messages name a place in it. */
final class Grid {

    final int images;
    final int classes;
    final int[] axes;
    final int voxels;
    private final Shape shape;

    Grid(Shape shape) {
        this.shape = shape;
        images = Math.toIntExact(shape.get(0));
        classes = Math.toIntExact(shape.get(1));
        axes = Arrays.stream(shape.slice(2).getShape()).mapToInt(Math::toIntExact).toArray();
        voxels = Arrays.stream(axes).reduce(1, Math::multiplyExact);
    }

    boolean equalTo(Shape other) {
        return shape.equals(other);
    }

    /** Accepts one number a voxel: {@code [N, *S]} or {@code [N, 1, *S]}. */
    void checkVoxelArray(String what, Shape given, String more) {
        Shape bare = new Shape(images).addAll(shape.slice(2));
        Shape withChannel = new Shape(images, 1).addAll(shape.slice(2));
        if (!given.equals(bare) && !given.equals(withChannel)) {
            throw new IllegalArgumentException(
                    what
                            + " of shape "
                            + given
                            + " does not fit predictions of shape "
                            + shape
                            + ": allowed are "
                            + bare
                            + " and "
                            + withChannel
                            + more);
        }
    }

    /** Accepts a number for every class and voxel. */
    void checkClassArray(String what, Shape given) {
        if (!equalTo(given)) {
            throw new IllegalArgumentException(
                    what + " of shape " + given + " does not fit predictions: allowed is " + shape);
        }
    }

    /** Names the voxel i, counted over all images. */
    String position(int i) {
        int[] at = new int[axes.length];
        int rest = i % voxels;
        for (int axis = at.length - 1; axis >= 0; axis--) {
            at[axis] = rest % axes[axis];
            rest /= axes[axis];
        }
        return "image " + i / voxels + ", voxel " + Arrays.toString(at);
    }
}

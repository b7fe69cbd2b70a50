package org.segloss.input;

import static java.util.stream.Collectors.joining;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** The same grid for a batch of one. */
    Grid oneImage() {
        return new Grid(new Shape(1, classes).addAll(shape.slice(2)));
    }

    boolean equalTo(Shape other) {
        return shape.equals(other);
    }

    /** Accepts one number a voxel: {@code [N, *S]} or {@code [N, 1, *S]}. */
    void checkVoxelArray(String what, Shape given, String more) {
        check(what, given, perVoxel(), more);
    }

    /** Accepts a number for every class and voxel, on demand one a voxel. */
    void checkClassArray(String what, Shape given, boolean perVoxel) {
        List<Shape> allowed = new ArrayList<>(List.of(shape));
        if (perVoxel) {
            allowed.addAll(perVoxel());
        }
        check(what, given, allowed, "");
    }

    /** Accepts one number a voxel, or any number of channels. */
    void checkChannels(String what, Shape given) {
        Shape space = shape.slice(2);
        int channels = given.dimension() == shape.dimension() ? (int) Math.max(1, given.get(1)) : 1;
        List<Shape> allowed =
                List.of(new Shape(images).addAll(space), new Shape(images, channels).addAll(space));
        check(what, given, allowed, ", with any number of channels");
    }

    private List<Shape> perVoxel() {
        Shape space = shape.slice(2);
        return List.of(new Shape(images).addAll(space), new Shape(images, 1).addAll(space));
    }

    private void check(String what, Shape given, List<Shape> allowed, String more) {
        if (!allowed.contains(given)) {
            throw new IllegalArgumentException(
                    what
                            + " of shape "
                            + given
                            + " does not fit predictions of shape "
                            + shape
                            + ": allowed is "
                            + allowed.stream().map(Shape::toString).collect(joining(" or "))
                            + more);
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

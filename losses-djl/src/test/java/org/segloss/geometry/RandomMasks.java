package org.segloss.geometry;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Masks of odd sizes from one axis to three, from empty over random to full. */
final class RandomMasks {

    private final int[] shape;
    private final BitSet mask;

    private RandomMasks(int[] shape, BitSet mask) {
        this.shape = shape;
        this.mask = mask;
    }

    static Stream<RandomMasks> all() {
        Random random = new Random(11);
        return Stream.of(
                        new int[] {1},
                        new int[] {13},
                        new int[] {7, 9},
                        new int[] {1, 11},
                        new int[] {5, 3, 7},
                        new int[] {3, 64},
                        new int[] {3, 2, 35})
                .flatMap(
                        shape ->
                                List.of(0.0, 0.1, 0.4, 0.7, 1.0).stream()
                                        .map(density -> random(shape, density, random)));
    }

    private static RandomMasks random(int[] shape, double density, Random random) {
        BitSet mask = new BitSet();
        for (int v = 0; v < size(shape); v++) {
            mask.set(v, random.nextDouble() < density);
        }
        return new RandomMasks(shape, mask);
    }

    int[] shape() {
        return shape.clone();
    }

    BitSet mask() {
        return mask;
    }

    int size() {
        return size(shape);
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** The coordinates of a voxel. */
    int[] position(int v) {
        int[] position = new int[shape.length];
        for (int axis = shape.length - 1, rest = v; axis >= 0; axis--) {
            position[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return position;
    }

    /** Along how many axes two voxels differ; more than there are if by more than one step. */
    int apart(int u, int v) {
        int[] from = position(u);
        int[] to = position(v);
        int axes = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            int steps = Math.abs(from[axis] - to[axis]);
            axes += steps > 1 ? shape.length + 1 : steps;
        }
        return axes;
    }

    @Override
    public String toString() {
        return Arrays.toString(shape) + " with " + mask.cardinality() + " voxels";
    }
}

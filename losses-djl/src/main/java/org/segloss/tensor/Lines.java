package org.segloss.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A space seen along one of its axes: so many lines before it, places on it, and so many numbers at
 * each place.
 */
record Lines(int before, int size, int after) {

    static Lines along(int axis, int... space) {
        return new Lines(
                product(Arrays.copyOf(space, axis)),
                space[axis],
                product(Arrays.copyOfRange(space, axis + 1, space.length)));
    }

    /** A space along each of its axes. */
    static List<Lines> ofAll(int... space) {
        return IntStream.range(0, space.length).mapToObj(axis -> along(axis, space)).toList();
    }

    static int product(int... sizes) {
        return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    }
}

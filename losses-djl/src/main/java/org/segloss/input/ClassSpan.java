package org.segloss.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * Consecutive classes, or channels.
 *
 * @param first the first of them
 * @param end the first one behind them
 */
public record ClassSpan(int first, int end) {

    /**
     * A single class.
     *
     * @param c the class
     * @return the span of it alone
     */
    public static ClassSpan one(int c) {
        return new ClassSpan(c, c + 1);
    }

    /**
     * The shortest span that holds some classes.
     *
     * @param classes the class numbers in ascending order
     * @return the span; of no classes that of class 0
     */
    public static ClassSpan around(int... classes) {
        return classes.length == 0
                ? one(0)
                : new ClassSpan(classes[0], classes[classes.length - 1] + 1);
    }

    /**
     * The number of classes.
     *
     * @return 1 or more
     */
    public int size() {
        return end - first;
    }

    /**
     * What there is of these classes.
     *
     * @param map numbers of all classes {@code [N, C]} or {@code [N, C, V]}
     * @return those of the span
     */
    public NDArray of(NDArray map) {
        return size() == map.getShape().get(1)
                ? map
                : map.get(new NDIndex().addAllDim().addSliceDim(first, end));
    }
}

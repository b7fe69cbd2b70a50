package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * Consecutive classes, beside which nothing is computed.
 *
 * @param first the first of them
 * @param end the first one behind them
 */
record ClassSpan(int first, int end) {

    /** The shortest span that holds some classes, in ascending order; of none that of class 0. */
    static ClassSpan of(int... classes) {
        return classes.length == 0
                ? new ClassSpan(0, 1)
                : new ClassSpan(classes[0], classes[classes.length - 1] + 1);
    }

    int size() {
        return end - first;
    }

    /** The rows of these classes, of a map of all. */
    NDArray of(NDArray map) {
        return size() == map.getShape().get(1)
                ? map
                : map.get(new NDIndex().addAllDim().addSliceDim(first, end));
    }
}

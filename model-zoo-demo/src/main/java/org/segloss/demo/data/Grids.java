package org.segloss.demo.data;

import java.util.Arrays;

/** The sizes that a network takes. */
final class Grids {

    /** A U-Net of up to four levels of pooling halves every axis so often. */
    static final int MULTIPLE = 16;

    private Grids() {}

    static int roundUp(int size) {
        return (size + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    static int[] roundUp(int[] shape) {
        return Arrays.stream(shape).map(Grids::roundUp).toArray();
    }
}

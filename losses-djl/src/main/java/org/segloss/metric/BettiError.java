package org.segloss.metric;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.segloss.geometry.BettiNumbers;

/** By how many components, tunnels and voids a mask differs from the reference. */
public final class BettiError {

    private BettiError() {}

    /**
     * Compares the {@linkplain BettiNumbers Betti numbers} of one class of an image.
     *
     * @param shape number of voxels along each of one to three axes
     * @param prediction the voxels of one mask, by their indices in C order
     * @param reference the voxels of the other
     * @return the sum over the dimensions of the absolute difference; 0 if both masks are empty
     * @throws IllegalArgumentException if {@link BettiNumbers} refuses the shape
     */
    public static int of(int[] shape, BitSet prediction, BitSet reference) {
        int[] predicted = BettiNumbers.of(shape, prediction::get);
        int[] labelled = BettiNumbers.of(shape, reference::get);
        return IntStream.range(0, predicted.length)
                .map(d -> Math.abs(predicted[d] - labelled[d]))
                .sum();
    }
}

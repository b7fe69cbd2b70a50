package org.segloss.input;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.segloss.host.HostArray;
import org.segloss.tensor.ExternalGradient;

/**
 * A loss of neighbouring voxels in one pass on the host: value and slopes at once, where an engine
 * goes through all maps again for every shift and every operation, and for each of them back.
 */
public final class HostPass {

    private HostPass() {}

    /** Computes sums over the voxels of one class of an image, and their slopes. */
    public interface Sums {
        /**
         * Computes them; asked for from several threads.
         *
         * @param n the image
         * @param c the class
         * @param p its probabilities {@code [V]}, anything where ignored; not to be changed
         * @param slopes as many zeros for each sum, to be filled in
         * @return the sums
         */
        double[] of(int n, int c, float[] p, float[][] slopes);
    }

    /**
     * Computes sums from which a loss follows.
     *
     * @param in the input, on the host
     * @param count how many there are
     * @param counted the classes that are asked for; the sums of others are 0
     * @param sums computes them
     * @return each of them for every image and class, {@code [N, C]}
     */
    public static List<NDArray> sums(LossInput in, int count, IntPredicate counted, Sums sums) {
        Targets targets = in.targets();
        int classes = targets.classes();
        float[][] p = ((HostArray) in.probabilities()).rows();
        float[][][] slopes = new float[count][p.length][];
        double[][] values = new double[count][p.length];
        float[] none = new float[targets.voxels()];
        Arrays.stream(slopes).forEach(rows -> Arrays.fill(rows, none));
        IntStream.range(0, p.length)
                .parallel()
                .filter(i -> counted.test(i % classes))
                .forEach(
                        i -> {
                            float[][] own = new float[count][targets.voxels()];
                            double[] found = sums.of(i / classes, i % classes, p[i], own);
                            for (int k = 0; k < count; k++) {
                                slopes[k][i] = own[k];
                                values[k][i] = found[k];
                            }
                        });
        return IntStream.range(0, count)
                .mapToObj(
                        k ->
                                ExternalGradient.of(
                                        in.probabilities(),
                                        in.constant(slopes[k]),
                                        in.constant(values[k], targets.images(), classes)))
                .toList();
    }
}

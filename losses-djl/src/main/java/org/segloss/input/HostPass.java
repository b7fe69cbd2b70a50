package org.segloss.input;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.IntStream;
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
         * @param p probabilities {@code [N, C, V]}, anything where ignored; not to be changed
         * @param from where those of the class begin
         * @param slopes zeros of the same shape for each sum, to be filled in from there
         * @return the sums
         */
        double[] of(int n, int c, float[] p, int from, float[][] slopes);
    }

    /**
     * Computes sums from which a loss follows.
     *
     * @param in the input, on the host
     * @param count how many there are
     * @param sums computes them
     * @return each of them for every image and class, {@code [N, C]}
     */
    public static List<NDArray> sums(LossInput in, int count, Sums sums) {
        Targets targets = in.targets();
        int classes = targets.classes();
        int rows = targets.images() * classes;
        float[] p = in.probabilities().toFloatArray();
        float[][] slopes = new float[count][p.length];
        double[][] values = new double[count][rows];
        IntStream.range(0, rows)
                .parallel()
                .forEach(
                        i -> {
                            int from = i * targets.voxels();
                            double[] row = sums.of(i / classes, i % classes, p, from, slopes);
                            for (int k = 0; k < count; k++) {
                                values[k][i] = row[k];
                            }
                        });
        return IntStream.range(0, count)
                .mapToObj(
                        k ->
                                ExternalGradient.of(
                                        in.probabilities(),
                                        in.constant(
                                                slopes[k],
                                                targets.images(),
                                                classes,
                                                targets.voxels()),
                                        in.constant(values[k], targets.images(), classes)))
                .toList();
    }
}

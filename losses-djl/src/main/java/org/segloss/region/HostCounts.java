package org.segloss.region;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.segloss.input.HostActivation;
import org.segloss.input.LossInput;
import org.segloss.input.Targets;
import org.segloss.region.RegionStatistics.Form;
import org.segloss.tensor.ExternalGradient;
import org.segloss.tensor.HostArray;

/**
 * The overlap counts of one batch in two passes over the voxels, on the host: one adds up, and when
 * the loss has been computed from the counts, the other makes its gradient. What lies between runs
 * on {@link HostArray}s, by the same code as on an engine.
 */
final class HostCounts {

    private final LossInput in;
    private final HostActivation host;
    private final Form form;
    private final float[] factors;
    private final HostArray intersection;
    private final HostArray predicted;

    HostCounts(LossInput in, HostActivation host, Form form, float[] factors) {
        this.in = in;
        this.host = host;
        this.form = form;
        this.factors = factors;
        double[][] sums = host.add(this::sums);
        int classes = in.targets().classes();
        double[] both = new double[sums.length * classes];
        double[] all = new double[both.length];
        Arrays.setAll(both, i -> sums[i / classes][i % classes]);
        Arrays.setAll(all, i -> sums[i / classes][classes + i % classes]);
        intersection = HostArray.of(in.manager(), both, new Shape(sums.length, classes));
        predicted = intersection.beside(all);
    }

    /** The sum of p g of every class, then that of p or its square. */
    private double[] sums(int n, int from, int length) {
        int classes = in.targets().classes();
        double[] sums = new double[2 * classes];
        float[] p = host.values();
        float[] weights = weights(n, from, length);
        float[][] labels = labels(n, from, weights);
        float[] terms = new float[length];
        for (int c = 0; c < classes; c++) {
            int at = host.at(n, c, from);
            float[] label = labels[c];
            for (int i = 0; i < length; i++) {
                label[i] *= p[at + i];
            }
            for (int i = 0; i < length; i++) {
                terms[i] = p[at + i] * weights[i];
            }
            for (int i = 0; form == Form.SQUARED && i < length; i++) {
                terms[i] *= p[at + i];
            }
            sums[c] = HostActivation.sum(label);
            sums[classes + c] = HostActivation.sum(terms);
        }
        return sums;
    }

    private float[] weights(int n, int from, int length) {
        float[] weights = new float[length];
        int start = n * in.targets().voxels() + from;
        for (int i = 0; i < length; i++) {
            weights[i] = in.targets().weight(start + i);
        }
        return weights;
    }

    /**
     * The labels of a block, times what the intersection is weighed by: an array for each class.
     */
    private float[][] labels(int n, int from, float[] weights) {
        Targets targets = in.targets();
        float[][] labels = new float[targets.classes()][weights.length];
        int start = n * targets.voxels() + from;
        for (int i = 0; targets.indexed() && i < weights.length; i++) {
            labels[targets.index(start + i)][i] = weights[i];
        }
        for (int c = 0; c < labels.length; c++) {
            for (int i = 0; !targets.indexed() && i < weights.length; i++) {
                labels[c][i] = targets.label(n, c, from + i) * weights[i];
            }
            int row = (in.exclusive() ? n : n * labels.length + c) * targets.voxels() + from;
            for (int i = 0; factors != null && i < weights.length; i++) {
                labels[c][i] *= factors[row + i];
            }
        }
        return labels;
    }

    /** The counts, to compute a loss from. */
    RegionStatistics statistics() {
        HostArray labelled = intersection.beside(RegionStatistics.volumes(in, form));
        return new RegionStatistics(intersection, predicted, labelled);
    }

    /** Brings a loss that was computed from the counts to the engine, with its gradient. */
    NDArray join(NDArray loss) {
        double[] value = {((HostArray) loss).backward()};
        NDArray gradient = host.gradient(this::slopes);
        return ExternalGradient.scalar(in.predictions(), gradient, in.constant(value));
    }

    private void slopes(int n, int from, float[][] slopes, int length) {
        float[] weights = weights(n, from, length);
        float[][] labels = labels(n, from, weights);
        float[] p = host.values();
        for (int c = 0; c < slopes.length; c++) {
            float both = (float) intersection.slopes()[n * slopes.length + c];
            float all = (float) predicted.slopes()[n * slopes.length + c];
            float[] slope = slopes[c];
            float[] label = labels[c];
            int at = host.at(n, c, from);
            for (int i = 0; i < length; i++) {
                slope[i] = all * weights[i];
            }
            for (int i = 0; form == Form.SQUARED && i < length; i++) {
                slope[i] *= 2 * p[at + i];
            }
            for (int i = 0; i < length; i++) {
                slope[i] += both * label[i];
            }
        }
    }
}

package org.segloss.structure;

import java.util.BitSet;
import org.segloss.geometry.Patch;

/**
 * One class in one patch of an image, on the host: its probabilities, its labels, and the slopes
 * that a loss leaves at the probabilities.
 *
 * <p>Order is a matter of single precision, in which persistence is computed; errors are measured
 * in the precision of the predictions.
 */
final class ClassPatch {

    private final Patch patch;
    private final int from;
    private final double[] probabilities;
    private final float[] labels;
    private final double[] slopes;

    /**
     * Cuts a patch out.
     *
     * @param patch where it is in its image
     * @param from where the map of the class in the image starts in the arrays
     * @param probabilities of all images and classes
     * @param labels of the class in the image
     * @param slopes of all images and classes, those of the patch not to be written by others
     */
    ClassPatch(Patch patch, int from, double[] probabilities, float[] labels, double[] slopes) {
        this.patch = patch;
        this.from = from;
        this.probabilities = probabilities;
        this.labels = patch.cut(labels);
        this.slopes = slopes;
    }

    int[] shape() {
        return patch.shape();
    }

    /** The labels, not to be changed. */
    float[] labels() {
        return labels;
    }

    /** The voxels whose label is above 0.5. */
    BitSet region() {
        BitSet region = new BitSet(labels.length);
        for (int v = 0; v < labels.length; v++) {
            region.set(v, labels[v] > 0.5f);
        }
        return region;
    }

    float[] probabilities() {
        float[] rounded = new float[labels.length];
        for (int v = 0; v < rounded.length; v++) {
            rounded[v] = (float) probability(v);
        }
        return rounded;
    }

    double probability(int voxel) {
        return probabilities[index(voxel)];
    }

    /** How far a probability is from a number: weight times the square. */
    double fromNumber(double weight, int voxel, double number) {
        double error = probability(voxel) - number;
        slopes[index(voxel)] += 2 * weight * error;
        return weight * error * error;
    }

    /** How far two probabilities are apart: weight times the square. */
    double apart(double weight, int one, int other) {
        double error = probability(one) - probability(other);
        slopes[index(one)] += 2 * weight * error;
        slopes[index(other)] -= 2 * weight * error;
        return weight * error * error;
    }

    private int index(int voxel) {
        return from + patch.voxel(voxel);
    }
}

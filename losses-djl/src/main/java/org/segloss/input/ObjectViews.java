package org.segloss.input;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleBiFunction;

/**
 * The predictions of an image on the host, of which a loss sees one object after the other, and the
 * slopes of all these views. To go on to the next object costs what its voxels do.
 */
final class ObjectViews {

    private final float[] predictions;
    private final float[] outputs;
    private final List<int[]> objects;
    private final int voxels;
    private final float[] seen;
    private final float[] found;
    private final float[] slopes;

    /** The slopes of objects: each has those of the one view that shows it. */
    private final float[] shown;

    /**
     * Masks all objects.
     *
     * @param predictions {@code [C, V]}
     * @param outputs what masked voxels are taken for, {@code [C]}
     * @param objects the voxels of each
     */
    ObjectViews(float[] predictions, float[] outputs, List<int[]> objects) {
        this.predictions = predictions;
        this.outputs = outputs;
        this.objects = objects;
        voxels = predictions.length / outputs.length;
        seen = predictions.clone();
        found = new float[predictions.length];
        slopes = new float[predictions.length];
        shown = new float[predictions.length];
        objects.forEach(this::mask);
    }

    /**
     * Shows an object.
     *
     * @param object its voxels
     * @param share what its loss counts
     * @param loss computes it from the first buffer, and writes the slopes to the second
     * @return the share of the loss
     */
    double add(int[] object, double share, ToDoubleBiFunction<FloatBuffer, FloatBuffer> loss) {
        float factor = (float) share;
        inAllClasses(object, i -> seen[i] = predictions[i]);
        double value = loss.applyAsDouble(FloatBuffer.wrap(seen), FloatBuffer.wrap(found));
        mask(object);
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] += found[i] * factor;
        }
        inAllClasses(object, i -> shown[i] = found[i] * factor);
        return value * share;
    }

    /**
     * The slopes when all objects have been shown.
     *
     * @return those of the predictions {@code [C, V]}
     */
    float[] slopes() {
        objects.forEach(object -> inAllClasses(object, i -> slopes[i] = shown[i]));
        return slopes;
    }

    private void mask(int... object) {
        inAllClasses(object, i -> seen[i] = outputs[i / voxels]);
    }

    private void inAllClasses(int[] object, IntConsumer action) {
        for (int first = 0; first < seen.length; first += voxels) {
            for (int v : object) {
                action.accept(first + v);
            }
        }
    }
}

package org.segloss.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;

/**
 * An image on the engine with voxels that are not seen.
 *
 * @param whole the batch
 * @param image the number of the image
 * @param seen 1 for voxels to be seen, 0 for masked ones, {@code [1, 1, V]}
 * @param hidden the opposite
 * @param instead one voxel as all masked ones are taken for
 */
record MaskedImage(LossInput whole, int image, NDArray seen, NDArray hidden, LossInput instead) {

    /**
     * Masks voxels.
     *
     * @param visible 1 for voxels to be seen, 0 for masked ones, {@code [V]}
     * @param outputs what masked voxels are taken for, {@code [C]}
     * @param scope the manager that owns what is made of it
     */
    MaskedImage(LossInput whole, int image, float[] visible, float[] outputs, NDManager scope) {
        this(whole, image, voxels(whole, visible, scope), voxel(whole, outputs, scope));
    }

    private MaskedImage(LossInput whole, int image, NDArray seen, LossInput instead) {
        this(whole, image, seen, seen.neg().add(1), instead);
    }

    private static NDArray voxels(LossInput whole, float[] visible, NDManager scope) {
        NDArray seen = whole.constant(visible, 1, 1, visible.length);
        seen.attach(scope);
        return seen;
    }

    private static LossInput voxel(LossInput whole, float[] outputs, NDManager scope) {
        NDArray voxel = whole.constant(outputs, 1, outputs.length, 1);
        voxel.attach(scope);
        NDArray background = scope.zeros(new Shape(1, 1));
        return new LossInput(new NDList(background), voxel, whole.activation(), null);
    }

    /** An image of an array. */
    static NDArray cut(NDArray batch, int image) {
        return batch.get(new NDIndex().addSliceDim(image, image + 1));
    }

    /** A form of the predictions: that of the whole batch, whatever is masked of it. */
    NDArray of(String name, Function<LossInput, NDArray> form) {
        // Cut out once: the way back of every cut goes through the whole batch.
        NDArray given = whole.shared(List.of(name, image), () -> cut(form.apply(whole), image));
        return seen.mul(given).add(hidden.mul(form.apply(instead)));
    }
}

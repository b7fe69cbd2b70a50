package org.segloss.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.function.Supplier;

/** Who holds the memory of an array, and for how long. */
public final class EngineMemory {

    private EngineMemory() {}

    /**
     * Copies an array out of Java memory. What an engine makes of Java memory may share it, and the
     * memory goes with the array when that is closed; the way back comes later and would read what
     * is no longer there.
     *
     * @param created an array that was made of Java numbers, without a gradient; it is closed
     * @return the same numbers in memory that lives as long as anything needs it
     */
    public static NDArray owned(NDArray created) {
        try (created) {
            return created.duplicate();
        }
    }

    /**
     * Does some work, and frees at once what it makes on the way. What the way back needs of it the
     * engine keeps by itself, which is much less.
     *
     * @param work the work
     * @param inputs the arrays that it starts from
     * @return its result, which is none of the inputs
     */
    public static NDArray sparing(Supplier<NDArray> work, NDArray... inputs) {
        NDManager owner = inputs[0].getManager();
        try (NDManager scope = owner.newSubManager()) {
            scope.tempAttachAll(new NDList(inputs));
            NDArray result = work.get();
            result.attach(owner);
            return result;
        }
    }
}

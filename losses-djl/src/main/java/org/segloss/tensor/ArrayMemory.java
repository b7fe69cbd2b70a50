package org.segloss.tensor;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;

/**
 * Shows the host the memory of an engine's arrays, where DJL hands out copies of it. Losses then
 * read logits and write gradients in place, which saves two copies of the batch a step. Name the
 * class in {@code META-INF/services/org.segloss.tensor.ArrayMemory}; the property {@code
 * org.segloss.memory}, if false, has the copies nevertheless.
 */
public interface ArrayMemory {

    /**
     * The engine whose arrays it knows.
     *
     * @return the name by which DJL calls it
     */
    String engine();

    /**
     * The memory of an array on the CPU, when whatever was computing it has finished.
     *
     * @param array an array of the engine, which stays open for as long as the memory is used
     * @return its numbers in their order, without a copy; null if it is none of those that it knows
     */
    ByteBuffer of(NDArray array);
}

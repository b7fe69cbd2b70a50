package org.segloss.tensor;

import ai.djl.ndarray.NDArray;

/** Arrays whose memory is the engine's own. */
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
}

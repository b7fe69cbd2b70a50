package org.segloss.demo.compare;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** What goes through a loss: the same numbers on every engine. */
public interface Tensors {

    /** The name of the array with the network's output. */
    String LOGITS = "logits";

    /** The name of the array with the labels. */
    String LABELS = "labels";

    /**
     * Says where the numbers come from.
     *
     * @return a name for the table
     */
    String name();

    /**
     * Brings the numbers to an engine.
     *
     * @param manager the engine's manager, which owns the arrays
     * @return arrays by name: {@link #LOGITS}, {@link #LABELS}, and any that a loss may know
     * @throws IllegalArgumentException if they cannot be read
     */
    NDList load(NDManager manager);
}

package org.segloss.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** What is measured: something that makes one number of labels and logits. */
interface Form {

    /**
     * Evaluates it.
     *
     * @param labels the classes of the voxels {@code [N, *S]}, and further label arrays
     * @param logits the logits {@code [N, C, *S]}
     * @return one number, which has a gradient
     */
    NDArray of(NDList labels, NDArray logits);
}

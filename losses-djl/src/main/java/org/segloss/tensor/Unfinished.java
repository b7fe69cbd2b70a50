package org.segloss.tensor;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * Arrays that an engine may not have computed yet. To close one is to wait for it, a tenth of a
 * step on MXNet; so they are closed when the thread has the next ones.
 */
final class Unfinished {

    private static final ThreadLocal<NDManager> LATEST = new ThreadLocal<>();

    private Unfinished() {}

    /**
     * Closes arrays later, and those of the time before now.
     *
     * @param arrays small ones, as they stay for a while; from now on of no manager of the caller
     */
    static void closeLater(NDList arrays) {
        NDManager before = LATEST.get();
        if (before != null) {
            before.close();
        }
        NDManager owner = arrays.head().getManager();
        NDManager scope = owner.getEngine().newBaseManager(owner.getDevice());
        arrays.attach(scope);
        LATEST.set(scope);
    }
}

package org.segloss.benchmark;

import ai.djl.Device;
import ai.djl.ndarray.LazyNDArray;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Set;
import org.segloss.tensor.EngineMemory;

/** Labels and logits on an engine, and steps on them. */
final class Batch implements AutoCloseable {

    /** In numbers; glibc takes larger ones, of 32 MiB and more, from the system each time. */
    private static final long LARGE = 7_800_000;

    private final NDManager manager;
    private final NDArray logits;
    private final NDList labels;

    /**
     * Makes the batch.
     *
     * @param engine the name of the engine
     * @param waves what the arrays hold
     * @param arrays the further label arrays, see {@link Forms#required}
     */
    Batch(String engine, Waves waves, Set<String> arrays) {
        manager = NDManager.newBaseManager(Device.cpu(), engine);
        freeAsANetworkDoes();
        logits = EngineMemory.create(manager, waves.logits(), waves.shape());
        logits.setRequiresGradient(true);
        labels = waves.labels(manager, arrays);
    }

    /**
     * Makes and frees an array as large as those of a network. From then on glibc keeps memory of
     * that size in the process; before, a loss that is measured by itself gets new pages for every
     * map, which cost more than what it writes to them. The textbook forms in Python do the same.
     */
    private void freeAsANetworkDoes() {
        try (NDArray activations = manager.zeros(new Shape(LARGE))) {
            activations.getFloat(0);
        }
    }

    /** A step forward alone. The value is on the host: an asynchronous engine has finished. */
    ByteBuffer value(Form form) {
        try (NDManager scope = manager.newSubManager()) {
            logits.tempAttach(scope);
            return form.of(labels, logits).toByteBuffer();
        }
    }

    /**
     * A step forward and backward. The gradient is there, where the network's way back takes it up;
     * a copy to the host would be no part of a step, and take some engines longer than the loss.
     */
    void step(Form form) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray output = output(scope);
            NDArray gradient = Forms.gradient(form, labels, output);
            gradient.attach(scope);
            if (gradient instanceof LazyNDArray lazy) {
                lazy.waitToRead();
            }
        }
    }

    /**
     * The logits as a network hands them out: without a gradient, to which PyTorch would add. MXNet
     * writes over it. The textbook forms in Python start from such an array, too.
     */
    private NDArray output(NDManager scope) {
        if (logits instanceof LazyNDArray) {
            logits.tempAttach(scope);
            return logits;
        }
        NDArray output = logits.stopGradient();
        output.attach(scope);
        output.setRequiresGradient(true);
        return output;
    }

    /** The nanoseconds of a step forward and backward. */
    long time(Form form) {
        long start = System.nanoTime();
        step(form);
        return System.nanoTime() - start;
    }

    /** The calls of a step, see {@link CallCounter}. */
    int calls(Form form) {
        return CallCounter.count(form, labels, logits);
    }

    @Override
    public void close() {
        manager.close();
    }
}

package org.segloss.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Supplier;

/** Where the memory of an array comes from, who holds it, and for how long. */
public final class EngineMemory {

    /** What numbers pass through on their way to an engine: new memory would take longer. */
    private static final ThreadLocal<SoftReference<ByteBuffer>> PASSAGE =
            ThreadLocal.withInitial(() -> new SoftReference<>(null));

    private EngineMemory() {}

    /**
     * Brings numbers to an engine. {@code NDManager.create} does so too, but MXNet may read the
     * Java memory that DJL 0.35 copies them to after a garbage collection has freed it, and then
     * has other numbers, once in a million times; PyTorch shares that memory, which goes with the
     * array when that is closed, although the way back comes later and still reads it.
     *
     * @param manager the owner of the array
     * @param data the numbers
     * @param shape their shape
     * @return an array in memory that lives as long as anything needs it
     */
    public static NDArray create(NDManager manager, float[] data, Shape shape) {
        return create(manager, FloatBuffer.wrap(data), shape);
    }

    /**
     * The same for numbers in a buffer, of which those that remain are taken.
     *
     * @param manager the owner of the array
     * @param data the numbers
     * @param shape their shape
     * @return an array in memory that lives as long as anything needs it
     */
    public static NDArray create(NDManager manager, FloatBuffer data, Shape shape) {
        ByteBuffer memory = passage(data.remaining(), DataType.FLOAT32);
        memory.asFloatBuffer().put(data);
        return create(manager, memory, DataType.FLOAT32, shape);
    }

    /**
     * The same for double precision.
     *
     * @param manager the owner of the array
     * @param data the numbers
     * @param shape their shape
     * @return an array in memory that lives as long as anything needs it
     */
    public static NDArray create(NDManager manager, double[] data, Shape shape) {
        ByteBuffer memory = passage(data.length, DataType.FLOAT64);
        memory.asDoubleBuffer().put(data);
        return create(manager, memory, DataType.FLOAT64, shape);
    }

    /**
     * The same for whole numbers.
     *
     * @param manager the owner of the array
     * @param data the numbers
     * @param shape their shape
     * @return an array in memory that lives as long as anything needs it
     */
    public static NDArray create(NDManager manager, int[] data, Shape shape) {
        ByteBuffer memory = passage(data.length, DataType.INT32);
        memory.asIntBuffer().put(data);
        return create(manager, memory, DataType.INT32, shape);
    }

    private static NDArray create(
            NDManager manager, ByteBuffer memory, DataType type, Shape shape) {
        try (NDArray shared = manager.create(shape, type)) {
            shared.set(memory);
            return shared.duplicate();
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    private static ByteBuffer passage(int numbers, DataType type) {
        int bytes = Math.multiplyExact(numbers, type.getNumOfBytes());
        ByteBuffer memory = PASSAGE.get().get();
        if (memory == null || memory.capacity() < bytes) {
            memory = ByteBuffer.allocateDirect(bytes);
            PASSAGE.set(new SoftReference<>(memory));
        }
        return memory.slice(0, bytes).order(ByteOrder.nativeOrder());
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

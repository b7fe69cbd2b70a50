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
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where the memory of an array comes from, who holds it, and for how long. */
public final class EngineMemory {

    /** What numbers pass through on their way to an engine: new memory would take longer. */
    private static final ThreadLocal<SoftReference<ByteBuffer>> PASSAGE =
            ThreadLocal.withInitial(() -> new SoftReference<>(null));

    private static final Map<String, Boolean> VISIBLE = new ConcurrentHashMap<>();

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
        return create(manager, DataType.FLOAT32, shape, memory -> memory.asFloatBuffer().put(data));
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
        return create(
                manager, DataType.FLOAT64, shape, memory -> memory.asDoubleBuffer().put(data));
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
        return create(manager, DataType.INT32, shape, memory -> memory.asIntBuffer().put(data));
    }

    /**
     * The same for numbers that are written straight to the memory of the array, where the host can
     * see it.
     *
     * @param manager the owner of the array
     * @param type their type
     * @param shape their shape
     * @param writer writes all of them
     * @return an array in memory that lives as long as anything needs it
     */
    public static NDArray create(
            NDManager manager, DataType type, Shape shape, Consumer<ByteBuffer> writer) {
        NDArray array = manager.create(shape, type);
        ByteBuffer memory = shape.size() > 0 ? memory(array) : null;
        if (memory != null) {
            writer.accept(memory);
            return array;
        }
        ByteBuffer passage = passage(Math.toIntExact(shape.size()), type);
        try {
            writer.accept(passage);
            array.set(passage);
            return array;
        } finally {
            Reference.reachabilityFence(passage);
        }
    }

    /** The memory of an array; null where the host sees a copy of it alone. */
    private static ByteBuffer memory(NDArray array) {
        ByteBuffer memory =
                visible(array.getManager()) ? array.toByteBuffer(true) : Shown.memory(array);
        return memory == null ? null : memory.order(ByteOrder.nativeOrder());
    }

    /**
     * Whether DJL hands out the memory of an engine's arrays, instead of a copy of it.
     *
     * @param manager a manager of the engine
     * @return true if what is written to the buffer of an array is in the array
     */
    static boolean visible(NDManager manager) {
        return !manager.getDevice().isGpu()
                && VISIBLE.computeIfAbsent(
                        manager.getEngine().getEngineName(),
                        name -> {
                            try (NDArray one = manager.zeros(new Shape(1))) {
                                one.toByteBuffer(true).asFloatBuffer().put(0, 1);
                                return one.toFloatArray()[0] == 1;
                            }
                        });
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
     * Reads numbers of an engine, of which it may have to make a copy. The memory of the copy is
     * given back at once. The next collection would do so too, but until then every copy takes new
     * memory, which costs several times what the copy does.
     *
     * @param array the array
     * @param reader reads its memory, which is gone afterwards
     */
    public static void read(NDArray array, Consumer<ByteBuffer> reader) {
        ByteBuffer memory = memory(array);
        if (memory != null) {
            reader.accept(memory);
            return;
        }
        ByteBuffer copy = array.toByteBuffer(true);
        try {
            reader.accept(copy.order(ByteOrder.nativeOrder()));
        } finally {
            if (copy.isDirect()) {
                DirectMemory.free(copy);
            }
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

    /** What a user brings and has not turned off; looked for where DJL gives copies. */
    private static final class Shown {

        private static final Map<String, ArrayMemory> ENGINES =
                ServiceLoader.load(ArrayMemory.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        ArrayMemory::engine,
                                        Function.identity(),
                                        (first, second) -> first));

        static ByteBuffer memory(NDArray array) {
            boolean copies = "false".equals(System.getProperty("org.segloss.memory"));
            if (copies || array.getDevice().isGpu()) {
                return null;
            }
            ArrayMemory shown = ENGINES.get(array.getManager().getEngine().getEngineName());
            return shown == null ? null : shown.of(array);
        }
    }
}

package org.segloss.tensor;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/**
 * Memory outside of the heap, given back before a collection finds that nobody needs it. The only
 * way that Java 17 has is {@code sun.misc.Unsafe.invokeCleaner}; where it is not to be had, the
 * collection comes to it later.
 */
final class DirectMemory {

    private static final MethodHandle CLEANER = cleaner();

    private DirectMemory() {}

    private static MethodHandle cleaner() {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field unsafe = type.getDeclaredField("theUnsafe");
            unsafe.setAccessible(true);
            return MethodHandles.lookup()
                    .findVirtual(
                            type,
                            "invokeCleaner",
                            MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(unsafe.get(null));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /**
     * Gives memory back, if it is Java's.
     *
     * @param buffer a direct buffer, no slice of another; not to be touched any more
     */
    static void free(ByteBuffer buffer) {
        try {
            if (CLEANER != null) {
                CLEANER.invokeExact(buffer);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("memory could not be given back", e);
        }
    }
}

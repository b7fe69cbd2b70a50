package org.segloss.benchmark;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a step takes in memory, at its peak and on top of what is there before: what the process
 * grows by outside of the heap, and what is put on the heap. Linux with glibc only; the heap has to
 * be touched beforehand.
 */
final class PeakMemory {

    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private static final Path STATUS = Path.of("/proc/self/status");

    private PeakMemory() {}

    /** The larger of two steps, after one that loads what is missing; -1 where it is not known. */
    static long of(Runnable step) {
        if (!Files.isWritable(CLEAR)) {
            return -1;
        }
        step.run();
        return Math.max(once(step), once(step));
    }

    private static long once(Runnable step) {
        List<MemoryPoolMXBean> heap =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .toList();
        System.gc();
        // Memory that was given back stays in the process otherwise, and would be used again.
        NativeLibrary.getInstance("c").getFunction("malloc_trim").invokeInt(new Object[] {0L});
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long used = sum(heap, pool -> pool.getUsage().getUsed());
        try {
            Files.writeString(CLEAR, "5");
            long before = kilobytes("VmRSS:");
            step.run();
            long grown = kilobytes("VmHWM:") - before;
            return grown * 1024 + sum(heap, pool -> pool.getPeakUsage().getUsed()) - used;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sum(List<MemoryPoolMXBean> pools, ToLongFunction<MemoryPoolMXBean> bytes) {
        return pools.stream().mapToLong(bytes).sum();
    }

    private static long kilobytes(String field) throws IOException {
        String line =
                Files.readAllLines(STATUS).stream()
                        .filter(candidate -> candidate.startsWith(field))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}

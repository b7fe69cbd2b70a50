package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MapCacheTest {

    private final AtomicInteger made = new AtomicInteger();
    private final MapCache cache =
            new MapCache(
                    (shape, region) -> {
                        made.incrementAndGet();
                        return new float[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
                    });

    @Test
    void knowsARegionByItsContent() {
        float[] first = get(new int[] {2, 3}, 1, 4);
        assertSame(first, get(new int[] {2, 3}, 1, 4));
        assertEquals(1, made.get());
    }

    @Test
    void tellsRegionsAndShapesApart() {
        float[] first = get(new int[] {2, 3}, 1, 4);
        assertNotSame(first, get(new int[] {2, 3}, 1, 5));
        assertNotSame(first, get(new int[] {3, 2}, 1, 4));
        assertEquals(3, made.get());
    }

    @Test
    void forgetsWhatWasNotAskedForLongest() {
        // Less what the regions take, which are small.
        int third = (128 << 20) / Float.BYTES / 3 - 2;
        float[][] maps = new float[3][];
        for (int voxel = 0; voxel < 3; voxel++) {
            maps[voxel] = get(new int[] {third}, voxel);
        }
        assertSame(maps[0], get(new int[] {third}, 0));
        get(new int[] {third}, 3);
        assertSame(maps[0], get(new int[] {third}, 0), "asked for lately");
        assertNotSame(maps[1], get(new int[] {third}, 1), "forgotten and made again");
    }

    private float[] get(int[] shape, int... voxels) {
        BitSet region = new BitSet();
        for (int voxel : voxels) {
            region.set(voxel);
        }
        return cache.get(shape, region);
    }
}

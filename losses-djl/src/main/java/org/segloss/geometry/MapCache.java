package org.segloss.geometry;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Keeps the maps of regions that were seen lately, by content: over the epochs of a training the
 * same labels come back in other batches.
 *
 * <p>It holds up to 128 MiB of regions and maps, and forgets those that were not asked for longest.
 * Safe for use by several threads.
 */
public final class MapCache {

    private static final long LARGEST = (128L << 20) / Float.BYTES;

    /**
     * In the order of last use. Regions are compared voxel by voxel, so no map is ever mistaken.
     */
    private final Map<Key, float[]> maps = new LinkedHashMap<>(16, 0.75f, true);

    private final RegionMap map;
    private long size;

    /** Computes the map of a region. */
    @FunctionalInterface
    public interface RegionMap {

        /**
         * Computes the map.
         *
         * @param shape the spatial axes
         * @param region tells whether a voxel, by its index in C order, belongs to the region
         * @return a number for every voxel, or a few numbers about the region
         */
        float[] of(int[] shape, IntPredicate region);
    }

    /** Creates an empty cache, which is told at each request how to compute what it has not. */
    public MapCache() {
        this(
                (shape, region) -> {
                    throw new IllegalStateException("a request has to say how a map is computed");
                });
    }

    /**
     * Creates an empty cache.
     *
     * @param map computes the map of a region that is not known yet
     */
    public MapCache(RegionMap map) {
        this.map = map;
    }

    /**
     * The map of a region.
     *
     * @param shape the spatial axes
     * @param region the voxels of the region; not to be changed afterwards
     * @return the map, shared: not to be changed
     */
    public float[] get(int[] shape, BitSet region) {
        return get(shape, region, map);
    }

    /**
     * The same for maps that take something of the request to be computed.
     *
     * @param shape the spatial axes
     * @param region the voxels of the region; not to be changed afterwards
     * @param ofRegion computes the map if it is not known yet, always the same of the same region
     * @return the map, shared: not to be changed
     */
    public float[] get(int[] shape, BitSet region, RegionMap ofRegion) {
        Key key = new Key(IntStream.of(shape).boxed().toList(), region);
        synchronized (maps) {
            float[] known = maps.get(key);
            if (known != null) {
                return known;
            }
        }
        float[] made = ofRegion.of(shape, region::get);
        synchronized (maps) {
            if (maps.put(key, made) == null) {
                size += size(key, made);
            }
            var oldest = maps.entrySet().iterator();
            while (size > LARGEST && maps.size() > 1) {
                var entry = oldest.next();
                size -= size(entry.getKey(), entry.getValue());
                oldest.remove();
            }
        }
        return made;
    }

    /** In words of a float; a map may be smaller than its region. */
    private static long size(Key key, float[] map) {
        return (long) map.length + key.region.size() / Float.SIZE;
    }

    private record Key(List<Integer> shape, BitSet region) {}
}

package org.segloss.input;

import java.util.BitSet;
import java.util.stream.IntStream;

/** The voxels of each class in each image, as bits. */
final class LabelRegions {

    private final LabelReader labels;
    private final Grid grid;

    /** Those of classes that are given by their indices; null until they are asked for. */
    private long[][] regions;

    LabelRegions(LabelReader labels, Grid grid) {
        this.labels = labels;
        this.grid = grid;
    }

    /** Those that are not ignored and whose label is above 0.5. */
    BitSet of(int n, int c) {
        int i = n * grid.classes + c;
        return labels.index == null ? aboveHalf(i) : BitSet.valueOf(indexed()[i]);
    }

    private BitSet aboveHalf(int map) {
        BitSet region = new BitSet(grid.voxels);
        for (int v = 0, i = map * grid.voxels; v < grid.voxels; v++, i++) {
            if (labels.maps[i] > 0.5f) {
                region.set(v);
            }
        }
        return region;
    }

    /** The bits of all regions, found in one pass over the voxels, and once. */
    private synchronized long[][] indexed() {
        if (regions == null) {
            int words = (grid.voxels + Long.SIZE - 1) / Long.SIZE;
            long[][] bits = new long[grid.images * grid.classes][words];
            IntStream.range(0, grid.images * words)
                    .parallel()
                    .forEach(i -> mark(bits, i / words, i % words));
            regions = bits;
        }
        return regions;
    }

    /** Marks 64 voxels, those of a class that follow one another at once. */
    private void mark(long[][] bits, int n, int word) {
        int first = n * grid.voxels;
        int v = word * Long.SIZE;
        int end = Math.min(v + Long.SIZE, grid.voxels);
        while (v < end) {
            int c = labels.index[first + v];
            boolean ignored = labels.ignored(first + v);
            int start = v;
            do {
                v++;
            } while (v < end
                    && labels.index[first + v] == c
                    && labels.ignored(first + v) == ignored);
            long marks = -1L >>> (Long.SIZE - (v - start)) << start;
            bits[n * grid.classes + c][word] |= ignored ? 0 : marks;
        }
    }
}

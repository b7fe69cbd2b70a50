package org.segloss.input;

import ai.djl.ndarray.NDArray;

/** Reads a label array, whichever form it has, finds the ignored voxels and checks all others. */
final class LabelReader {

    /** The class of every voxel, 0 where ignored; null for maps. */
    int[] index;

    /** The maps {@code [N, C, V]}, 0 where ignored; null for indices. */
    float[] maps;

    /** Which voxels are ignored; null if none is. */
    final boolean[] ignored;

    private final Grid grid;
    private boolean anyIgnored;

    /** Takes labels that were read and checked before. */
    LabelReader(Grid grid, int[] index, float[] maps, boolean[] ignored) {
        this.grid = grid;
        this.index = index;
        this.maps = maps;
        this.ignored = ignored;
    }

    LabelReader(NDArray labels, Grid grid, Integer ignoreIndex) {
        this.grid = grid;
        boolean[] ignore = ignoreIndex == null ? null : new boolean[grid.images * grid.voxels];
        boolean wide = grid.classes > 1 && grid.equalTo(labels.getShape());
        if (!wide) {
            grid.checkVoxelArray(
                    "label array",
                    labels.getShape(),
                    " of class indices, or one-hot, soft or multi-label maps like the predictions");
        }
        int size = Math.toIntExact(labels.size());
        if (wide || grid.classes == 1) {
            maps = HostArrays.floats(labels, LabelMemory.maps(size));
            if (ignoreIndex != null) {
                ignoreMaps(ignoreIndex, ignore);
            }
            checkMaps();
        } else {
            index = HostArrays.integers(labels, LabelMemory.indices(size));
            checkIndices(ignoreIndex, ignore);
        }
        ignored = anyIgnored ? ignore : null;
    }

    /** Whether the voxel i, counted over all images, is ignored. */
    boolean ignored(int i) {
        return ignored != null && ignored[i];
    }

    /** Lets go of the labels: the next ones are read to the same memory. */
    void release() {
        if (index != null) {
            LabelMemory.giveBack(index);
        }
        if (maps != null) {
            LabelMemory.giveBack(maps);
        }
        index = null;
        maps = null;
    }

    private void checkIndices(Integer ignoreIndex, boolean[] ignore) {
        if (ignoreIndex == null && LabelCounts.valid(index, grid.classes)) {
            return;
        }
        for (int i = 0; i < index.length; i++) {
            int y = index[i];
            if (ignoreIndex != null && y == ignoreIndex) {
                ignore[i] = true;
                anyIgnored = true;
                index[i] = 0;
            } else if (y < 0 || y >= grid.classes) {
                throw new IllegalArgumentException(
                        "label "
                                + y
                                + " at "
                                + grid.position(i)
                                + " is out of range: "
                                + grid.classes
                                + " channels allow 0.."
                                + (grid.classes - 1)
                                + (ignoreIndex == null ? "" : " and ignoreIndex " + ignoreIndex)
                                + "; set ignoreIndex to "
                                + y
                                + " if such voxels do not count");
            }
        }
    }

    /**
     * A voxel is ignored if it belongs wholly to the ignored class, or, where that is not one of
     * several channels, if a channel holds its number.
     */
    private void ignoreMaps(int ignoreIndex, boolean[] ignore) {
        boolean channel = grid.classes > 1 && ignoreIndex >= 0 && ignoreIndex < grid.classes;
        int first = channel ? ignoreIndex : 0;
        int end = channel ? ignoreIndex + 1 : grid.classes;
        float wanted = channel ? 1f : ignoreIndex;
        for (int i = 0; i < ignore.length; i++) {
            for (int c = first; c < end; c++) {
                ignore[i] |= maps[at(i, c)] == wanted;
            }
            anyIgnored |= ignore[i];
            for (int c = 0; ignore[i] && c < grid.classes; c++) {
                maps[at(i, c)] = 0;
            }
        }
    }

    private void checkMaps() {
        for (int i = 0; i < maps.length; i++) {
            if (!(maps[i] >= 0 && maps[i] <= 1)) {
                int map = i / grid.voxels;
                int voxel = map / grid.classes * grid.voxels + i % grid.voxels;
                throw new IllegalArgumentException(
                        "label "
                                + maps[i]
                                + " in channel "
                                + map % grid.classes
                                + " at "
                                + grid.position(voxel)
                                + " is out of range: one-hot, soft and multi-label maps hold 0..1;"
                                + " set ignoreIndex if such voxels do not count");
            }
        }
    }

    /** Where the voxel i of all images stands in the maps. */
    private int at(int i, int c) {
        return (i / grid.voxels * grid.classes + c) * grid.voxels + i % grid.voxels;
    }
}

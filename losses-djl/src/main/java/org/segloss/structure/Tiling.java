package org.segloss.structure;

import java.util.stream.IntStream;

/**
 * Tiles side by side over an image, the first of them begun half a tile outside. Where the image
 * ends within a tile, its voxels are left over: they share one more tile, the last.
 */
final class Tiling {

    private static final int LEFT_OVER = -1;

    private final int[] shape;
    private final int count;
    private final double volume;

    /** The tile of each voxel. */
    private final int[] tiles;

    /** Lays tiles of a size along every axis, in voxels, over an image of a shape. */
    Tiling(int[] image, int size) {
        shape = IntStream.of(image).map(length -> (length + size / 2 * 2) / size).toArray();
        count = IntStream.of(shape).reduce(1, (a, b) -> a * b) + 1;
        volume = Math.pow(size, image.length);
        int[] found = {0};
        for (int axis = 0; axis < image.length; axis++) {
            found = along(found, image[axis], size, shape[axis]);
        }
        for (int v = 0; v < found.length; v++) {
            found[v] = found[v] == LEFT_OVER ? count - 1 : found[v];
        }
        tiles = found;
    }

    /** The tiles of all places along one more axis. */
    private static int[] along(int[] before, int length, int size, int tiles) {
        int[] found = new int[before.length * length];
        for (int x = 0; x < length; x++) {
            int tile = (x + size / 2) / size;
            for (int i = 0; i < before.length; i++) {
                boolean leftOver = before[i] == LEFT_OVER || tile == tiles;
                found[i * length + x] = leftOver ? LEFT_OVER : before[i] * tiles + tile;
            }
        }
        return found;
    }

    /** The number of whole tiles along each axis. */
    int[] shape() {
        return shape.clone();
    }

    /** The number of tiles, the last one included. */
    int count() {
        return count;
    }

    /** The number of voxels of a whole tile, those outside the image included. */
    double volume() {
        return volume;
    }

    /** The number of voxels of the image. */
    int voxels() {
        return tiles.length;
    }

    /** The tile of a voxel. */
    int of(int voxel) {
        return tiles[voxel];
    }
}

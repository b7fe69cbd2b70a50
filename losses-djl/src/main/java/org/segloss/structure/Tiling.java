package org.segloss.structure;

import java.util.stream.IntStream;

/**
 * Tiles side by side over an image, the first of them begun half a tile outside. Where the image
 * ends within a tile, its voxels are left over: they share one more tile, the last.
 */
final class Tiling {

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
        tiles =
                IntStream.range(0, IntStream.of(image).reduce(1, (a, b) -> a * b))
                        .map(v -> tile(v, image, size))
                        .toArray();
    }

    private int tile(int voxel, int[] image, int size) {
        int tile = 0;
        int rest = voxel;
        int stride = 1;
        for (int axis = image.length - 1; axis >= 0; axis--) {
            int along = (rest % image[axis] + size / 2) / size;
            if (along == shape[axis]) {
                return count - 1;
            }
            tile += along * stride;
            stride *= shape[axis];
            rest /= image[axis];
        }
        return tile;
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

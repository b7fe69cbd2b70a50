package org.segloss.geometry;

import java.util.stream.IntStream;

/**
 * Goes through the lines of a grid axis by axis, with the squared distance of every voxel and a tag
 * beside it. The lines of a large grid are shared out to the pool of the thread that asks.
 */
final class AxisSweep {

    /** Below this many voxels, starting threads costs more than they save. */
    private static final int PARALLEL_SIZE = 1 << 15;

    /** Neighbouring lines handled together: one sample of each fills a cache line. */
    private static final int TILE = 16;

    private final int[] shape;
    private final double[] weights;
    private final int size;

    /** What is done with a line of the last axis, whose voxels lie side by side in the grid. */
    @FunctionalInterface
    interface Row {

        /**
         * Begins with the distances within the line.
         *
         * @param from index of its first voxel
         * @param end index behind its last
         * @param weight squared distance of neighbouring voxels
         */
        void pass(int from, int end, double weight);
    }

    /** What is done with a line of another axis. */
    @FunctionalInterface
    interface Line {

        /**
         * Takes the axis into the distances.
         *
         * @param squares holds the line's squared distances
         * @param tags holds its tags; empty if voxels have none
         * @param from index of its first voxel in both
         * @param end index behind its last
         * @param envelope scratch space for lines of this axis
         */
        void pass(float[] squares, int[] tags, int from, int end, LowerEnvelope envelope);
    }

    /**
     * Describes the grid.
     *
     * @param shape number of voxels along each axis
     * @param weights squared distance of neighbouring voxels along each axis
     * @param size number of voxels
     */
    AxisSweep(int[] shape, double[] weights, int size) {
        this.shape = shape;
        this.weights = weights;
        this.size = size;
    }

    /** Goes through the lines of the last axis. */
    void rows(Row row) {
        int last = shape.length - 1;
        int length = shape[last];
        range(size / length).forEach(i -> row.pass(i * length, (i + 1) * length, weights[last]));
    }

    /** Goes through the lines of all other axes, the last of these axes first. */
    void lines(float[] squares, int[] tags, Line line) {
        int stride = shape[shape.length - 1];
        for (int axis = shape.length - 2; axis >= 0; axis--) {
            along(axis, stride, squares, tags, line);
            stride *= shape[axis];
        }
    }

    private void along(int axis, int stride, float[] squares, int[] tags, Line line) {
        int length = shape[axis];
        int slab = length * stride;
        int tiles = 1 + (stride - 1) / TILE;
        range(size / slab * tiles)
                .forEach(
                        i -> {
                            int column = i % tiles * TILE;
                            int from = i / tiles * slab + column;
                            int width = Math.min(TILE, stride - column);
                            float[] tile = new float[width * length];
                            int[] marks = new int[tags.length == 0 ? 0 : tile.length];
                            for (int k = 0; k < length; k++) {
                                for (int w = 0; w < width; w++) {
                                    tile[w * length + k] = squares[from + k * stride + w];
                                }
                            }
                            for (int k = 0; k < length && tags.length > 0; k++) {
                                for (int w = 0; w < width; w++) {
                                    marks[w * length + k] = tags[from + k * stride + w];
                                }
                            }
                            LowerEnvelope envelope = new LowerEnvelope(length, weights[axis]);
                            for (int start = 0; start < tile.length; start += length) {
                                line.pass(tile, marks, start, start + length, envelope);
                            }
                            for (int k = 0; k < length; k++) {
                                for (int w = 0; w < width; w++) {
                                    squares[from + k * stride + w] = tile[w * length + k];
                                }
                            }
                            for (int k = 0; k < length && tags.length > 0; k++) {
                                for (int w = 0; w < width; w++) {
                                    tags[from + k * stride + w] = marks[w * length + k];
                                }
                            }
                        });
    }

    private IntStream range(int end) {
        IntStream range = IntStream.range(0, end);
        return size < PARALLEL_SIZE ? range : range.parallel();
    }
}

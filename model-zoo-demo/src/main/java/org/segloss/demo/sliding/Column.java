package org.segloss.demo.sliding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.segloss.demo.image.Window;

/**
 * A window on all axes but the first: where it lies on a slice.
 *
 * @param window its place
 * @param weights how much each of its voxels counts, 0 outside the slice
 */
@SuppressWarnings("ArrayRecordComponent") // As Window.
record Column(Window window, float[] weights) {

    /** On no axis. */
    private static final Column NOWHERE =
            new Column(new Window(new int[0], new int[0]), new float[] {1});

    /** All that cover a slice. */
    static List<Column> cover(int[] slice, int[] window, Tiling tiling) {
        List<Column> columns = List.of(NOWHERE);
        for (int axis = 0; axis < slice.length; axis++) {
            List<Column> longer = new ArrayList<>();
            for (Column column : columns) {
                for (Tiling.Tile tile : tiling.along(slice[axis], window[axis])) {
                    longer.add(column.and(tile));
                }
            }
            columns = longer;
        }
        return columns;
    }

    private Column and(Tiling.Tile tile) {
        int size = tile.weights().length;
        float[] product = new float[weights.length * size];
        for (int i = 0; i < product.length; i++) {
            product[i] = weights[i / size] * tile.weights()[i % size];
        }
        return new Column(
                new Window(append(window.origin(), tile.start()), append(window.shape(), size)),
                product);
    }

    private static int[] append(int[] axes, int axis) {
        int[] longer = Arrays.copyOf(axes, axes.length + 1);
        longer[axes.length] = axis;
        return longer;
    }
}

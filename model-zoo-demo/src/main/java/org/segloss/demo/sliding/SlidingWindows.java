package org.segloss.demo.sliding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.segloss.demo.data.Standardisation;
import org.segloss.demo.image.Slices;
import org.segloss.demo.image.Volume;
import org.segloss.demo.sliding.Tiling.Tile;

/**
 * Brings an image through a network window by window and blends what it says, slab by slab: no more
 * slices are in memory than a window is long, and no more windows go through the network at once
 * than are worth it.
 */
public final class SlidingWindows {

    /** Voxels that go through the network at once, unless a single window has more. */
    private static final int VOXELS = 1 << 18;

    private final Function<List<Volume>, float[]> network;
    private final int classes;
    private final Tiling tiling;

    /**
     * Makes them.
     *
     * @param network from windows to their logits, {@code [windows, classes, *window]}
     * @param classes the number of classes
     * @param tiling how the windows overlap
     */
    public SlidingWindows(Function<List<Volume>, float[]> network, int classes, Tiling tiling) {
        this.network = network;
        this.classes = classes;
        this.tiling = tiling;
    }

    /**
     * Goes over an image from front to back.
     *
     * @param image the image; beyond its edge the windows see the last voxel go on
     * @param scale the scale of intensities that the network is used to
     * @param window the axes of a window
     * @param out gets the blended logits of each slice, {@code [classes, *rest]}
     */
    public void blend(Slices image, Standardisation scale, int[] window, Consumer<float[]> out) {
        int[] shape = image.shape();
        int[] slice = Volume.tail(shape);
        List<Tile> layers = tiling.along(shape[0], window[0]);
        List<Column> columns = Column.cover(slice, Volume.tail(window), tiling);
        Slab slab = new Slab(image.channels(), classes, slice, image.spacing());
        try (Slices.Reader reader = image.open()) {
            for (int i = 0; i < layers.size(); i++) {
                int end = Math.min(shape[0], layers.get(i).start() + window[0]);
                while (slab.end() < end) {
                    slab.append(scale.apply(reader.next()));
                }
                see(slab, layers.get(i), columns, atOnce(window));
                boolean last = i + 1 == layers.size();
                slab.release(last ? shape[0] : layers.get(i + 1).start(), out);
            }
        }
    }

    private void see(Slab slab, Tile layer, List<Column> columns, int atOnce) {
        for (int from = 0; from < columns.size(); from += atOnce) {
            List<Column> some = columns.subList(from, Math.min(from + atOnce, columns.size()));
            List<Volume> windows = new ArrayList<>();
            some.forEach(column -> windows.add(slab.view(layer, column)));
            float[] logits = network.apply(windows);
            for (int i = 0; i < some.size(); i++) {
                slab.add(layer, some.get(i), logits, i);
            }
        }
    }

    private static int atOnce(int[] window) {
        return Math.max(1, VOXELS / Volume.sizeOf(window));
    }
}

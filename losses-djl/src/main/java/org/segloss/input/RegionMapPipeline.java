package org.segloss.input;

import ai.djl.ndarray.types.Shape;
import java.util.BitSet;
import org.segloss.Arguments;
import org.segloss.geometry.MapCache;

/**
 * Lays a map of the region of every class beside the labels, {@code [N, C, *S]}: what losses with a
 * label array such as {@code distance_map} would otherwise compute while the trainer waits.
 *
 * <pre>{@code
 * new RegionMapPipeline(
 *         "distance_map",
 *         classes,
 *         (shape, region) -> new SignedDistance(Convention.KERVADEC, shape, spacing).of(region))
 * }</pre>
 *
 * <p>Labels are class indices {@code [N, *S]} or {@code [N, 1, *S]}; one that is no class, such as
 * that of ignored voxels, belongs to no region. Maps are kept by content for when an image comes
 * back in the next epoch.
 */
public final class RegionMapPipeline extends LabelMapPipeline {

    private final int classes;
    private final MapCache maps;

    /**
     * Creates the pipeline.
     *
     * @param name the name of the label array
     * @param classes the number of classes C, background included
     * @param map makes the map of a region
     * @throws IllegalArgumentException if there is no class
     */
    public RegionMapPipeline(String name, int classes, MapCache.RegionMap map) {
        super(name);
        this.classes = (int) Arguments.within("classes", classes, 1, Integer.MAX_VALUE);
        maps = new MapCache(map);
    }

    @Override
    int arrays() {
        return 1;
    }

    @Override
    Shape shape(long images, Shape space) {
        return new Shape(images, classes).addAll(space);
    }

    @Override
    float[] map(int[] axes, int[][] labels) {
        int voxels = labels[0].length;
        float[] all = new float[classes * voxels];
        for (int c = 0; c < classes; c++) {
            BitSet region = new BitSet(voxels);
            for (int v = 0; v < voxels; v++) {
                region.set(v, labels[0][v] == c);
            }
            System.arraycopy(maps.get(axes, region), 0, all, c * voxels, voxels);
        }
        return all;
    }
}

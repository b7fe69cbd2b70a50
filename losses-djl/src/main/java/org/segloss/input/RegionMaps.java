package org.segloss.input;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.segloss.geometry.MapCache;

/**
 * Maps of the labels' regions: the label array {@code distance_map} where it is given; otherwise
 * computed, and kept for when the same labels come back.
 */
public final class RegionMaps {

    /** The name of the label array that holds distances. */
    public static final String DISTANCE_MAP = "distance_map";

    private final boolean perVoxel;
    private final MapCache computed;

    /**
     * Says how a distance map is made.
     *
     * @param perVoxel whether one map may be given for all classes, where they are exclusive
     * @param map computes the map of a region
     */
    public RegionMaps(boolean perVoxel, MapCache.RegionMap map) {
        this.perVoxel = perVoxel;
        computed = new MapCache(map);
    }

    /**
     * The map of a class in an image.
     *
     * @param in the input
     * @param n the image
     * @param c the class
     * @param regions the voxels to compute the map of, asked for if it is not given; not to be
     *     changed afterwards
     * @return a number for every voxel; not to be changed
     * @throws IllegalArgumentException if the label array has another shape or a number that is not
     *     finite
     */
    public float[] of(LossInput in, int n, int c, LossInput.Regions regions) {
        float[] given = in.labelArray(DISTANCE_MAP, perVoxel);
        if (given == null) {
            return computed.get(in.targets().spatialShape(), regions.of(n, c));
        }
        int voxels = in.targets().voxels();
        int classes = given.length / voxels / in.targets().images();
        int from = (n * classes + Math.min(c, classes - 1)) * voxels;
        return Arrays.copyOfRange(given, from, from + voxels);
    }

    /**
     * The maps of every class in every image.
     *
     * @param in the input
     * @return a constant {@code [N, C, V]}
     */
    public NDArray ofAll(LossInput in) {
        Targets targets = in.targets();
        int classes = targets.classes();
        float[][] maps = new float[targets.images() * classes][];
        Arrays.setAll(maps, i -> of(in, i / classes, i % classes, targets::region));
        return in.constant(maps);
    }
}

package org.segloss.geometry;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The connected parts of a mask, numbered from 1 in the order in which a scan in C order meets
 * them.
 *
 * <p>Neighbours differ by at most one step along each axis, and along as many axes as {@code
 * connectivity} says: in 2-D 1 gives 4 neighbours and 2 gives 8, in 3-D 1, 2, 3 give 6, 18, 26.
 */
public final class ConnectedComponents {

    private final int[] labels;
    private final int[] sizes;

    /**
     * Finds the components by flood fill, in time linear in the number of voxels V and of
     * neighbours k: O(k V). The memory beyond the result is one number a voxel.
     *
     * @param shape number of voxels along each axis
     * @param connectivity along how many axes neighbours may differ, 1 to the number of axes
     * @param mask tells whether a voxel, by its index in C order, belongs to the mask
     * @throws IllegalArgumentException if the connectivity does not fit the shape, or the shape has
     *     no axis, an axis without voxel or more voxels than an array can hold
     */
    public ConnectedComponents(int[] shape, int connectivity, IntPredicate mask) {
        Neighbourhood neighbours = new Neighbourhood(shape, connectivity);
        labels = new int[DistanceTransform.size(shape)];
        int[] queue = new int[labels.length];
        IntStream.Builder filled = IntStream.builder();
        int count = 0;
        for (int v = 0; v < labels.length; v++) {
            if (labels[v] == 0 && mask.test(v)) {
                count++;
                filled.add(fill(v, count, neighbours, mask, queue));
            }
        }
        sizes = filled.build().toArray();
    }

    private int fill(
            int seed, int label, Neighbourhood neighbours, IntPredicate mask, int[] queue) {
        int end = 0;
        queue[end++] = seed;
        labels[seed] = label;
        for (int next = 0; next < end; next++) {
            for (int k = 0; k < neighbours.size(); k++) {
                int u = neighbours.neighbour(queue[next], k);
                if (u >= 0 && labels[u] == 0 && mask.test(u)) {
                    labels[u] = label;
                    queue[end++] = u;
                }
            }
        }
        return end;
    }

    /**
     * How many components there are, in O(1).
     *
     * @return the largest number given
     */
    public int count() {
        return sizes.length;
    }

    /**
     * The component of every voxel, in O(V).
     *
     * @return 1 to {@link #count()} in C order, 0 outside the mask
     */
    public int[] labels() {
        return labels.clone();
    }

    /**
     * The number of voxels of every component, in O({@link #count()}).
     *
     * @return sizes, that of component i at i - 1
     */
    public int[] sizes() {
        return sizes.clone();
    }
}

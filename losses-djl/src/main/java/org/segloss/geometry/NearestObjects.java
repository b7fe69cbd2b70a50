package org.segloss.geometry;

import java.util.Arrays;

/**
 * How far every voxel is from the nearest and from the second nearest object, 0 inside.
 *
 * <p>An object is measured in its bounding box, widened by the reach: at most O(objects x V), near
 * O(V) for many small objects.
 */
final class NearestObjects {

    private final float[] first;
    private final float[] second;

    /**
     * Measures.
     *
     * @param shape number of voxels along each axis
     * @param objects the number of the object that each voxel belongs to, 0 for none
     * @param reach beyond this distance an object may be passed over
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     */
    NearestObjects(int[] shape, int[] objects, double reach, float... spacing) {
        first = new float[objects.length];
        second = new float[objects.length];
        Arrays.fill(first, Float.POSITIVE_INFINITY);
        Arrays.fill(second, Float.POSITIVE_INFINITY);
        float[] steps = DistanceTransform.steps(shape, spacing);
        int[] margin = new int[shape.length];
        Arrays.setAll(margin, axis -> (int) Math.min(Math.ceil(reach / steps[axis]), shape[axis]));
        Box.around(shape, objects)
                .forEach((object, box) -> measure(objects, object, box.widened(margin), steps));
    }

    private void measure(int[] objects, int object, Box box, float[] steps) {
        float[] distances =
                new DistanceTransform(box.shape(), steps)
                        .toNearest(i -> objects[box.at(i)] == object);
        for (int i = 0; i < distances.length; i++) {
            int v = box.at(i);
            second[v] = Math.min(second[v], Math.max(first[v], distances[i]));
            first[v] = Math.min(first[v], distances[i]);
        }
    }

    /** Returns the sum of both distances of a voxel, infinite with fewer than two objects near. */
    double sum(int v) {
        return (double) first[v] + second[v];
    }
}

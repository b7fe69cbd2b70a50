package org.segloss.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;

/** One more layer of voxels around an image. */
final class Frame {

    /** Stands for the image's voxel where there is only frame: no voxel ends a feature there. */
    static final int OUTSIDE = PersistencePair.NONE;

    private final int[] shape;
    private final int[] inner;

    Frame(int[] inside) {
        shape = Arrays.stream(inside).map(n -> n + 2).toArray();
        inner = new int[DistanceTransform.size(shape)];
        Arrays.fill(inner, OUTSIDE);
        int voxels = DistanceTransform.size(inside);
        int row = inside[inside.length - 1];
        for (int from = 0; from < voxels; from += row) {
            int framed = framed(from, inside);
            for (int i = 0; i < row; i++) {
                inner[framed + i] = from + i;
            }
        }
    }

    /** The place of a voxel of the image in the framed one. */
    private int framed(int voxel, int[] inside) {
        int rest = voxel;
        int stride = 1;
        int result = 0;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            result += (rest % inside[axis] + 1) * stride;
            stride *= shape[axis];
            rest /= inside[axis];
        }
        return result;
    }

    /** Lengths of the axes, the frame included. */
    int[] shape() {
        return shape;
    }

    /** Number of voxels, the frame included. */
    int size() {
        return inner.length;
    }

    /** The voxel of the image at a voxel of the framed one, or {@link #OUTSIDE}. */
    int inner(int voxel) {
        return inner[voxel];
    }

    /** Puts an image into a frame of one value. */
    float[] around(float[] image, float value) {
        float[] framed = new float[inner.length];
        IntStream.range(0, framed.length)
                .forEach(v -> framed[v] = inner[v] == OUTSIDE ? value : image[inner[v]]);
        return framed;
    }
}

package org.segloss.tensor;

import org.segloss.host.Branchless;

/** The {@link SoftSkeleton} by contours of a row on the host. */
final class ContoursFilter extends SkeletonFilter {

    /**
     * Makes the filter.
     *
     * @param iterations how often contours are taken off
     * @param space the axes of the voxels
     */
    ContoursFilter(int iterations, int... space) {
        super(iterations, space);
    }

    @Override
    public void forward(int image, float[] x, float[] y) {
        Neighbours neighbours = new Neighbours(x.length);
        Cube least = new Cube(neighbours, space);
        Cube most = new Cube(neighbours, space);
        System.arraycopy(x, 0, y, 0, y.length);
        for (int i = 0; i < iterations; i++) {
            float[] eroded = least.least(y);
            peel(y, eroded, most.most(eroded), y);
        }
    }

    /** What is left of a mask without its contour. */
    private static void peel(float[] mask, float[] eroded, float[] opened, float[] rest) {
        for (int i = 0; i < rest.length; i++) {
            rest[i] = Math.max(mask[i] - Math.max(opened[i] - eroded[i], 0), 0);
        }
    }

    @Override
    public void backward(int image, float[] x, float[] dy, float[] dx) {
        Neighbours neighbours = new Neighbours(x.length);
        Cube least = new Cube(neighbours, space);
        Cube most = new Cube(neighbours, space);
        float[][] masks = new float[iterations + 1][];
        masks[0] = x;
        for (int i = 0; i < iterations; i++) {
            masks[i + 1] = new float[x.length];
            float[] eroded = least.least(masks[i]);
            peel(masks[i], eroded, most.most(eroded), masks[i + 1]);
        }
        float[] ofEroded = new float[x.length];
        float[] ofOpened = new float[x.length];
        for (int i = iterations - 1; i >= 0; i--) {
            float[] eroded = least.least(masks[i]);
            float[] opened = most.most(eroded);
            unpeel(masks[i + 1], eroded, opened, dy, ofEroded, ofOpened);
            most.back(eroded, ofOpened, ofEroded);
            least.back(masks[i], ofEroded, dy);
        }
        for (int i = 0; i < dx.length; i++) {
            dx[i] += dy[i];
        }
    }

    /** The way back of {@link #peel}; the slopes of the rest become those of the mask. */
    private static void unpeel(
            float[] rest,
            float[] eroded,
            float[] opened,
            float[] slopes,
            float[] ofEroded,
            float[] ofOpened) {
        for (int i = 0; i < rest.length; i++) {
            slopes[i] *= Branchless.positive(rest[i]);
            float ofContour = slopes[i] * Branchless.positive(opened[i] - eroded[i]);
            ofEroded[i] = ofContour;
            ofOpened[i] = -ofContour;
        }
    }
}

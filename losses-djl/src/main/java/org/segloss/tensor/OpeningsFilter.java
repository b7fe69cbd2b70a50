package org.segloss.tensor;

import org.segloss.host.Branchless;

/** The {@link SoftSkeleton} by openings of a row on the host. */
final class OpeningsFilter extends SkeletonFilter {

    /**
     * Makes the filter.
     *
     * @param iterations how often a mask is eroded after the first time
     * @param space the axes of the voxels
     */
    OpeningsFilter(int iterations, int... space) {
        super(iterations, space);
    }

    @Override
    public void forward(int image, float[] x, float[] y) {
        Neighbours neighbours = new Neighbours(x.length);
        Cross cross = new Cross(neighbours, space);
        Cube cube = new Cube(neighbours, space);
        float[] mask = x.clone();
        float[] rest = new float[x.length];
        for (int i = 0; i <= iterations; i++) {
            cross.least(mask, rest);
            join(y, mask, cube.most(rest), y);
            float[] used = mask;
            mask = rest;
            rest = used;
        }
    }

    /** What a skeleton becomes with what an opening takes away of a mask. */
    private static void join(float[] known, float[] mask, float[] opened, float[] skeleton) {
        for (int i = 0; i < skeleton.length; i++) {
            float found = Math.max(mask[i] - opened[i], 0);
            skeleton[i] = known[i] + (found - known[i] * found);
        }
    }

    @Override
    public void backward(int image, float[] x, float[] dy, float[] dx) {
        Neighbours neighbours = new Neighbours(x.length);
        Cross cross = new Cross(neighbours, space);
        Cube cube = new Cube(neighbours, space);
        float[][] masks = new float[iterations + 2][];
        float[][] known = new float[iterations + 1][x.length];
        masks[0] = x;
        for (int i = 0; i <= iterations; i++) {
            masks[i + 1] = new float[x.length];
            cross.least(masks[i], masks[i + 1]);
            if (i < iterations) {
                join(known[i], masks[i], cube.most(masks[i + 1]), known[i + 1]);
            }
        }
        float[] ofMask = new float[x.length];
        float[] ofRest = new float[x.length];
        float[] ofOpened = new float[x.length];
        for (int i = iterations; i >= 0; i--) {
            float[] rest = masks[i + 1];
            part(known[i], masks[i], cube.most(rest), dy, ofMask, ofOpened);
            cube.back(rest, ofOpened, ofRest);
            cross.back(masks[i], rest, ofRest, ofMask);
            float[] emptied = ofRest;
            ofRest = ofMask;
            ofMask = emptied;
        }
        for (int i = 0; i < dx.length; i++) {
            dx[i] += ofRest[i];
        }
    }

    /** The way back of {@link #join}; the slopes of the skeleton become those of the known one. */
    private static void part(
            float[] known,
            float[] mask,
            float[] opened,
            float[] ofSkeleton,
            float[] ofMask,
            float[] ofOpened) {
        for (int i = 0; i < mask.length; i++) {
            float found = Math.max(mask[i] - opened[i], 0);
            float slope = ofSkeleton[i] * (1 - known[i]) * Branchless.positive(found);
            ofMask[i] += slope;
            ofOpened[i] = -slope;
            ofSkeleton[i] *= 1 - found;
        }
    }
}

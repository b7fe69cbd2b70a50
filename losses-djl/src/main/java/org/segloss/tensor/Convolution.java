package org.segloss.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.segloss.host.Filter;

/** Weighted sums over windows, with one kernel after the other. */
public final class Convolution implements Filter {

    private final List<Slide> there = new ArrayList<>();
    private final List<Slide> back = new ArrayList<>();
    private final int[] space;

    /**
     * Makes the filter.
     *
     * @param kernels the kernels, of odd sides if padded
     * @param padded whether zeros are put around, so that the result is as large as the space
     * @param space the axes of the voxels
     */
    public Convolution(List<WindowWeights> kernels, boolean padded, int... space) {
        int[] size = space.clone();
        for (WindowWeights kernel : kernels) {
            int[] sides = kernel.sides();
            int[] margin = Arrays.stream(sides).map(side -> padded ? side / 2 : 0).toArray();
            int[] rest =
                    IntStream.range(0, sides.length).map(i -> sides[i] - 1 - margin[i]).toArray();
            Slide slide = new Slide(kernel, margin, size);
            there.add(slide);
            size = slide.result();
            back.add(0, new Slide(kernel.reversed(), rest, size));
        }
        this.space = size;
    }

    /**
     * The axes of the result.
     *
     * @return their sizes
     */
    public int[] space() {
        return space.clone();
    }

    @Override
    public int voxels() {
        return Lines.product(space);
    }

    @Override
    public void forward(int image, float[] x, float[] y) {
        slide(there, x, y);
    }

    @Override
    public void backward(int image, float[] x, float[] dy, float[] dx) {
        slide(back, dy, dx);
    }

    /** Adds what comes out at the end. */
    private static void slide(List<Slide> slides, float[] x, float[] y) {
        float[] from = x;
        for (int i = 0; i < slides.size(); i++) {
            Slide slide = slides.get(i);
            float[] to = i == slides.size() - 1 ? y : new float[Lines.product(slide.result())];
            slide.add(from, to);
            from = to;
        }
    }

    /** A kernel that goes over a space with zeros around it. */
    private static final class Slide {

        private static final int TOGETHER = 4;

        private final int[] margin;
        private final int[] given;
        private final int[] padded;
        private final int[] result;
        private final int[] offsets;
        private final float[] weights;

        Slide(WindowWeights kernel, int[] margin, int... given) {
            this.margin = margin;
            this.given = given.clone();
            int axes = given.length;
            padded = new int[axes];
            Arrays.setAll(padded, i -> given[i] + 2 * margin[i]);
            result = new int[axes];
            int[] sides = kernel.sides();
            Arrays.setAll(result, i -> padded[i] - sides[i] + 1);
            int[] used =
                    IntStream.range(0, kernel.places())
                            .filter(i -> kernel.weight(i) != 0)
                            .toArray();
            // As many as are taken together; those that are too many have no weight.
            int count = (used.length + TOGETHER - 1) / TOGETHER * TOGETHER;
            offsets = new int[count];
            weights = new float[count];
            for (int i = 0; i < used.length; i++) {
                offsets[i] = at(used[i], sides, padded);
                weights[i] = kernel.weight(used[i]);
            }
        }

        int[] result() {
            return result.clone();
        }

        /** Where the place i of a box stands in a larger one that begins at the same corner. */
        private static int at(int i, int[] box, int... larger) {
            int at = 0;
            int rest = i;
            for (int axis = box.length - 1, stride = 1; axis >= 0; axis--) {
                at += rest % box[axis] * stride;
                rest /= box[axis];
                stride *= larger[axis];
            }
            return at;
        }

        void add(float[] x, float[] y) {
            float[] from = pad(x);
            int length = result[result.length - 1];
            for (int line = 0; line < y.length; line += length) {
                int start = at(line, result, padded);
                for (int k = 0; k < offsets.length; k += TOGETHER) {
                    addFour(from, start, k, y, line, length);
                }
            }
        }

        private void addFour(float[] x, int start, int k, float[] y, int to, int length) {
            float w0 = weights[k];
            float w1 = weights[k + 1];
            float w2 = weights[k + 2];
            float w3 = weights[k + 3];
            int x0 = start + offsets[k];
            int x1 = start + offsets[k + 1];
            int x2 = start + offsets[k + 2];
            int x3 = start + offsets[k + 3];
            for (int i = 0; i < length; i++) {
                y[to + i] += (w0 * x[x0 + i] + w1 * x[x1 + i]) + (w2 * x[x2 + i] + w3 * x[x3 + i]);
            }
        }

        private float[] pad(float[] x) {
            if (Arrays.equals(given, padded)) {
                return x;
            }
            float[] wide = new float[Lines.product(padded)];
            int first = at(0, given, padded);
            for (int axis = given.length - 1, stride = 1; axis >= 0; axis--) {
                first += margin[axis] * stride;
                stride *= padded[axis];
            }
            int length = given[given.length - 1];
            for (int line = 0; line < x.length; line += length) {
                System.arraycopy(x, line, wide, first + at(line, given, padded), length);
            }
            return wide;
        }
    }
}

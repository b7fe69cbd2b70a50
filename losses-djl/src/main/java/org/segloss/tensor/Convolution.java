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
}

package org.segloss.demo.data;

/**
 * One window for the whole image, padded around its centre to a size that a network takes.
 *
 * @param dimensions the spatial axes of what the network sees
 */
public record WholeImage(int dimensions) implements WindowView {

    @Override
    public int imageAxes() {
        return dimensions;
    }

    @Override
    public int[] window(int[] shape) {
        return Grids.roundUp(shape);
    }
}

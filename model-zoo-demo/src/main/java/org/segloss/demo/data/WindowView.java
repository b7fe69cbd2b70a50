package org.segloss.demo.data;

/**
 * An image at mean 0 and deviation 1 of its own, seen through windows of one shape that cover it. A
 * network of two axes sees a volume slice by slice along the first axis, each slice on a scale of
 * its own.
 */
public sealed interface WindowView extends InputView permits PatchView, WholeImage {

    /**
     * The size of a window.
     *
     * @param shape the spatial axes of an image, as many as the network has
     * @return the axes of what the network sees at once
     */
    int[] window(int[] shape);
}

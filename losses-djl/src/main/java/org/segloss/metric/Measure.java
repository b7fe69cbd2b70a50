package org.segloss.metric;

/**
 * What is measured of one class in one image; {@link Measures} has those of this library.
 *
 * <p>One that is a {@link CountMeasure} is measured over all images at once, any other in each
 * image and then averaged.
 */
@FunctionalInterface
public interface Measure {

    /**
     * Measures.
     *
     * @param image the image
     * @param c the class
     * @return a number; NaN where it is not defined, infinity for a distance from nowhere
     */
    double of(ImagePair image, int c);
}

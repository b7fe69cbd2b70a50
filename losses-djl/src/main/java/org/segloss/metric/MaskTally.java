package org.segloss.metric;

/** What a measure came to over the images so far. For one thread. */
public interface MaskTally {

    /**
     * Takes in an image.
     *
     * @param image the masks of its classes, as many as of every image before
     */
    void add(ImagePair image);

    /**
     * The value of each class.
     *
     * @return the values by class, NaN for one without; none at all before the first image
     */
    double[] classes();

    /**
     * The value over all classes.
     *
     * @return the average; NaN if no class has a value
     */
    double average();
}

package org.segloss.metric;

/** How the values of classes and images become one number. */
public enum Average {
    /** A value for each class over all images, then the mean over the classes. */
    MACRO,
    /** All classes and images at once: their counts are pooled, or their values averaged. */
    MICRO,
    /** A value for each class in each image, the mean over its classes, then that over images. */
    IMAGE
}

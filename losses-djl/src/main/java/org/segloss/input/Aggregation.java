package org.segloss.input;

/** Over what the sums of a ratio run. */
public enum Aggregation {
    /** A ratio per image and class, then the mean: independent of how a batch is split. */
    IMAGE,
    /** Sums over all images of the batch first, then one ratio per class. */
    BATCH
}

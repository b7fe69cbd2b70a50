package org.segloss.region;

/** How classes weigh in the generalized Wasserstein Dice score. */
public enum WassersteinWeighting {
    /** The true positives of every class but the background count (the authors' code, MONAI). */
    DEFAULT,
    /** True positives count by their distance to the background (NiftyNet). */
    DISTANCE,
    /**
     * True positives and errors count \( 1 / (V + 1) \) by the labelled volume V of their class.
     */
    GDL;

    /** What the true positives of a class count. */
    double ofTruth(int label, double distanceToBackground) {
        return switch (this) {
            case DEFAULT -> label == 0 ? 0 : 1;
            case DISTANCE -> distanceToBackground;
            case GDL -> 1;
        };
    }

    /** What all voxels of a class count. */
    double ofClass(double volume) {
        return this == GDL ? 1 / (volume + 1) : 1;
    }
}

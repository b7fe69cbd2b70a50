package org.segloss.region;

/** How a class weighs by its labelled volume V in the generalized Dice score. */
public enum VolumeWeighting {
    /** \( 1 / V^2 \): every class counts the same, however small. */
    SQUARE,
    /** \( 1 / V \). */
    SIMPLE,
    /** 1: one plain Dice over all classes. */
    UNIFORM;

    double of(double volume) {
        return switch (this) {
            case SQUARE -> 1 / (volume * volume);
            case SIMPLE -> 1 / volume;
            case UNIFORM -> 1;
        };
    }
}

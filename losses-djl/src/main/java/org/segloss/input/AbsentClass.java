package org.segloss.input;

/** What a class without a labelled voxel contributes to an overlap loss. */
public enum AbsentClass {
    /** The smoothed ratio as it is: false positives are still pushed down. */
    SMOOTH,
    /** Nothing: the class is left out of the mean. */
    SKIP,
    /** Zero value and zero gradient, but the class stays in the mean. */
    ZERO
}

package org.segloss.input;

/** How the parts of a loss become the number that is returned. */
public enum Reduction {
    /** The mean that the loss defines: over voxels, or over images and classes. */
    MEAN,
    /** The sum of the parts. */
    SUM,
    /** The parts themselves, not reduced; their shape is stated by the loss. Not for training. */
    NONE
}

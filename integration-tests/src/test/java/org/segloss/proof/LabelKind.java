package org.segloss.proof;

/** The forms in which labels come. */
enum LabelKind {
    /** Class indices {@code [N, *S]}. */
    INDEX,
    /** Class indices {@code [N, 1, *S]}. */
    INDEX_WITH_CHANNEL,
    /** Class indices {@code [N, *S]} without the last class. */
    ABSENT_CLASS,
    /** One channel a class, 0 and 1, one of them 1. */
    ONE_HOT,
    /** One channel a class, the channels sum to 1. */
    SOFT,
    /** Every channel a task of its own, 0 and 1. */
    MULTI_LABEL,
    /** A binary task: one channel, 0 and 1. */
    ONE_CHANNEL;

    /** Whether a label array has as many channels as the prediction. */
    boolean maps() {
        return this != INDEX && this != INDEX_WITH_CHANNEL && this != ABSENT_CLASS;
    }

    /** Whether a voxel has one class of several. */
    boolean exclusive() {
        return this != MULTI_LABEL && this != ONE_CHANNEL;
    }
}

package org.segloss.host;

/** One step of a computation: some numbers, or maps over the voxels, made of earlier steps. */
abstract class Step {

    /** After how many passes over the voxels it can be known. */
    final int level;

    /** Whether it has a slope in the predictions. */
    final boolean varies;

    final Step[] from;

    /** Which one of the computation's steps it is. */
    int place;

    /**
     * Makes a step.
     *
     * @param passes how many passes it takes beyond those of what it is made of
     * @param varies whether slopes go through it
     * @param from what it is made of
     */
    Step(int passes, boolean varies, Step... from) {
        this.from = from;
        this.varies = varies;
        int last = 0;
        for (Step step : from) {
            last = Math.max(last, step.level);
        }
        level = last + passes;
    }

    /** What it asks for when it is computed. */
    Step[] needs() {
        return from;
    }

    /** Nothing is known of its slopes any more. */
    void forgetSlopes() {
        // Those of maps last for a block.
    }

    static boolean anyVaries(Step... from) {
        boolean any = false;
        for (Step step : from) {
            any |= step.varies;
        }
        return any;
    }
}

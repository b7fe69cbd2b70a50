package org.segloss.schedule;

import org.segloss.Arguments;

/** The way from one weight to another. */
record Ramp(float from, float to, int epochs, int start) {

    Ramp {
        Arguments.within("from", from, 0, Float.MAX_VALUE);
        Arguments.within("to", to, 0, Float.MAX_VALUE);
        Arguments.within("epochs", epochs, 1, Integer.MAX_VALUE);
        Arguments.within("start", start, 0, Integer.MAX_VALUE);
    }

    /** How much of the time has passed, 0 to 1. */
    double progress(int epoch) {
        return Math.min(1, Math.max(0, (epoch - start) / (double) epochs));
    }

    /** The weight where a share of the way lies behind. */
    float at(double share) {
        return (float) (from * (1 - share) + to * share);
    }
}

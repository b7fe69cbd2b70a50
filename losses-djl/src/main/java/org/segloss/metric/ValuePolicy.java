package org.segloss.metric;

/**
 * What a class counts as where a measure has no ordinary value.
 *
 * @param absent what it counts as where neither mask holds it; NaN leaves it out
 * @param missed what an infinite distance counts as
 * @param onlyLabelled whether it is left out where only the prediction holds it
 * @param includeBackground whether class 0 takes part
 */
record ValuePolicy(double absent, double missed, boolean onlyLabelled, boolean includeBackground) {

    double value(double measured, ConfusionCounts counts) {
        boolean labelled = counts.truePositives() + counts.falseNegatives() > 0;
        if (!labelled && counts.falsePositives() == 0) {
            return absent;
        }
        if (!labelled && onlyLabelled) {
            return Double.NaN;
        }
        return Double.isInfinite(measured) ? missed : measured;
    }

    /** Whether a class takes part; one alone is the foreground. */
    boolean counts(int c, int classes) {
        return c > 0 || includeBackground || classes == 1;
    }
}

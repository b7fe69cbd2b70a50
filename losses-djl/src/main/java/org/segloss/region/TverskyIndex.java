package org.segloss.region;

import ai.djl.ndarray.NDArray;
import org.segloss.tensor.SafeMath;

/**
 * The Tversky index \( T = \frac{TP + a}{TP + \alpha\,FP + \beta\,FN + b} \), 0 where it is 0/0.
 *
 * @param alpha the weight of false positives
 * @param beta the weight of false negatives
 * @param smoothNumerator a
 * @param smoothDenominator b
 * @param logLoss whether the loss is -ln T instead of 1 - T
 */
record TverskyIndex(
        double alpha,
        double beta,
        double smoothNumerator,
        double smoothDenominator,
        boolean logLoss) {

    /** The loss of each of the counts. */
    NDArray loss(RegionStatistics counts) {
        NDArray falsePositives = counts.predicted().sub(counts.intersection());
        NDArray falseNegatives = counts.labelled().sub(counts.intersection());
        NDArray errors =
                SafeMath.times(falsePositives, alpha).add(SafeMath.times(falseNegatives, beta));
        // Without errors, numerator and denominator are the same number, and 1 - T is exactly 0.
        NDArray denominator = counts.intersection().add(errors).add(smoothDenominator);
        NDArray numerator = counts.intersection().add(smoothNumerator);
        NDArray score = numerator.div(SafeMath.atLeast(denominator, RegionLoss.SMALLEST));
        return logLoss
                ? SafeMath.atLeast(score, RegionLoss.SMALLEST).log().neg()
                : score.neg().add(1);
    }
}

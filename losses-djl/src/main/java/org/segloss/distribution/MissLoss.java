package org.segloss.distribution;

import ai.djl.ndarray.NDArray;
import org.segloss.input.LossInput;
import org.segloss.tensor.SafeMath;

/** A power of the probability that is missing, \( (1 - p)^k \); class weights do not touch it. */
final class MissLoss extends VoxelLoss {

    private final VoxelLoss leading;
    private final double exponent;

    /**
     * Takes over the options of the loss that it stands beside.
     *
     * @param builder the options
     * @param leading the loss whose divisor it takes
     * @param exponent k, 1 or more
     */
    MissLoss(Builder<?> builder, VoxelLoss leading, double exponent) {
        super(builder);
        this.leading = leading;
        this.exponent = exponent;
    }

    /**
     * The power, with exclusive classes.
     *
     * @param logProbability ln p
     * @param exponent k
     * @return \( (1 - p)^k \)
     */
    static NDArray power(NDArray logProbability, double exponent) {
        return SafeMath.pow(logProbability.exp().neg().add(1), exponent);
    }

    /**
     * The power, in a channel that is a task of its own.
     *
     * @param logit the logit x
     * @param sign 1 where the label is 1, -1 where it is 0
     * @param exponent k
     * @return \( \sigma(-z)^k \) with \( z = \pm x \)
     */
    static NDArray channelPower(NDArray logit, NDArray sign, double exponent) {
        // ln sigma(-z) = -softplus(z): a power without a power, finite for every exponent.
        return SafeMath.times(SafeMath.softplus(logit.mul(sign)), -exponent).exp();
    }

    @Override
    protected float weight(int c, LossInput in) {
        return c == 0 && !includeBackground(in) ? 0f : 1f;
    }

    @Override
    protected NDArray term(NDArray logProbability, LossInput in) {
        return power(logProbability, exponent);
    }

    @Override
    protected NDArray channelTerm(NDArray label, LossInput in) {
        return channelPower(in.logOdds(), label.mul(2).sub(1), exponent);
    }

    @Override
    protected NDArray reduce(NDArray map, LossInput in) {
        return leading.reduce(map, in);
    }
}

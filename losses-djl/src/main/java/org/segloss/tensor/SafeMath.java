package org.segloss.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import org.segloss.host.HostArray;

/** Powers and logarithms with a finite value and a finite slope everywhere. */
public final class SafeMath {

    /**
     * Below this a given probability counts as zero. Its logarithm is -69; the slope there, 1e30,
     * still fits into single precision with room for weights.
     */
    private static final double SMALLEST_PROBABILITY = 1e-30;

    /**
     * Where a power below one has its slope capped; the value there differs from 0 by less than
     * 1e-3.
     */
    private static final double SMALLEST_BASE = 1e-7;

    /** The upper end of a range that has none: the engines' clip wants one that fits a float. */
    private static final double LARGEST = 1e38;

    private SafeMath() {}

    /**
     * A floor under numbers.
     *
     * @param x any values
     * @param floor the smallest result
     * @return the larger of x and the floor; the slope is 1 from the floor on and 0 below
     */
    public static NDArray atLeast(NDArray x, double floor) {
        return x.clip(floor, LARGEST);
    }

    /**
     * The logarithm of a probability that the caller was given. Where logits are known, take {@code
     * logSoftmax} or {@link #softplus} instead.
     *
     * @param p values in [0, 1]
     * @return log p, at least -69; its slope is 0 below the floor
     */
    public static NDArray log(NDArray p) {
        return p.clip(SMALLEST_PROBABILITY, 1).log();
    }

    /**
     * The largest number of each row, where the engines differ in who of several gets the gradient.
     *
     * @param x rows along the last axis of three
     * @return the largest numbers {@code [., ., 1]}; those that share first place share the
     *     gradient
     */
    public static NDArray max(NDArray x) {
        int[] row = {2};
        NDArray first = indicator(x.eq(x.max(row, true)), x);
        return x.mul(first).sum(row, true).div(first.sum(row, true));
    }

    /**
     * A condition as numbers.
     *
     * @param condition true and false
     * @param like an array of the type of the result
     * @return 1 and 0; a constant
     */
    public static NDArray indicator(NDArray condition, NDArray like) {
        return like instanceof HostArray ? condition : condition.toType(like.getDataType(), false);
    }

    /**
     * The larger of a number and 0, where a maximum of the engines differs in its slope at 0.
     *
     * @param x any values
     * @return the same or 0, whose slope is 0
     */
    public static NDArray relu(NDArray x) {
        return x instanceof HostArray host ? host.relu() : Activation.relu(x);
    }

    /**
     * The sigmoid.
     *
     * @param x any values
     * @return \( 1 / (1 + e^{-x}) \)
     */
    public static NDArray sigmoid(NDArray x) {
        return x instanceof HostArray host ? host.sigmoid() : Activation.sigmoid(x);
    }

    /**
     * The largest class of each voxel. Not {@code max}, of which the engines share out the gradient
     * differently.
     *
     * @param x values {@code [N, C, V]}
     * @return the largest {@code [N, 1, V]}; of several the first gets the gradient
     */
    public static NDArray largestClass(NDArray x) {
        return x instanceof HostArray host
                ? host.largest()
                : x.get(new NDIndex().addAllDim(1).addPickDim(x.argMax(1).expandDims(1)));
    }

    /**
     * The softplus \( \ln(1 + e^x) \).
     *
     * @param x any values
     * @return the softplus, exact for large arguments of either sign
     */
    public static NDArray softplus(NDArray x) {
        return x instanceof HostArray host ? host.softplus() : Activation.softPlus(x);
    }

    /**
     * The cross entropy of a binary label, \( g \ln(1 + e^{-x}) + (1-g) \ln(1 + e^{x}) \).
     *
     * <p>The shorter \( \ln(1 + e^x) - g x \) cancels for a voxel that is surely right.
     *
     * @param logit the logit x
     * @param label the label g in [0, 1]
     * @return 0 or more
     */
    public static NDArray binaryCrossEntropy(NDArray logit, NDArray label) {
        return binaryCrossEntropy(logit, label, label.neg().add(1));
    }

    /**
     * The cross entropy of a binary label, each side with a weight of its own.
     *
     * @param logit the logit x
     * @param positive the label times its weight
     * @param negative one minus the label, times its weight
     * @return \( \mathrm{positive} \ln(1 + e^{-x}) + \mathrm{negative} \ln(1 + e^{x}) \)
     */
    public static NDArray binaryCrossEntropy(NDArray logit, NDArray positive, NDArray negative) {
        return logit instanceof HostArray host
                ? host.binaryCrossEntropy(positive, negative)
                : softplus(logit.neg()).mul(positive).add(softplus(logit).mul(negative));
    }

    /**
     * A power of a number that is not negative.
     *
     * @param base values of 0 or more
     * @param exponent 0 or more
     * @return base to the exponent; for an exponent below one the base is floored at 1e-7, because
     *     the slope at 0 is infinite
     */
    public static NDArray pow(NDArray base, double exponent) {
        if (exponent == 1) {
            return base;
        }
        if (exponent == 2) {
            return base.square();
        }
        return exponent < 1 ? power(atLeast(base, SMALLEST_BASE), exponent) : power(base, exponent);
    }

    /**
     * A power of a number that is not negative, with 0 to the exponent exactly 0.
     *
     * @param base values of 0 or more
     * @param exponent above 0
     * @return base to the exponent; below 1e-7 an exponent below one gives a straight line to 0
     */
    public static NDArray powFromZero(NDArray base, double exponent) {
        return exponent < 1
                ? power(atLeast(base, SMALLEST_BASE), exponent - 1).mul(base)
                : pow(base, exponent);
    }

    /**
     * A product with a number, to be used on whatever carries a gradient: the engine's own product
     * may keep the number in Java memory, and lose it before the way back.
     *
     * @param x any values
     * @param factor the number
     * @return x times the factor
     */
    public static NDArray times(NDArray x, double factor) {
        return x.mul(number(x, factor));
    }

    private static NDArray power(NDArray base, double exponent) {
        return base.pow(number(base, exponent));
    }

    private static NDArray number(NDArray like, double value) {
        if (like instanceof HostArray host) {
            return host.number(value);
        }
        NDManager manager = like.getManager();
        Shape one = new Shape(1);
        return like.getDataType() == DataType.FLOAT64
                ? EngineMemory.create(manager, new double[] {value}, one)
                : EngineMemory.create(manager, new float[] {(float) value}, one);
    }
}

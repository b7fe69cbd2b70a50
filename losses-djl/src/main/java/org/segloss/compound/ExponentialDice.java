package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.Option;
import org.segloss.input.LossInput;
import org.segloss.region.TverskyIndexLoss;
import org.segloss.tensor.SafeMath;

/** The overlap part of the {@link ExponentialLogarithmicLoss}: a power of -ln Dice. */
public final class ExponentialDice extends TverskyIndexLoss {

    private final float gamma;
    private final boolean meanFirst;

    private ExponentialDice(Builder builder) {
        // The logarithm of a mean has to wait for the mean.
        super(builder, 0.5, !builder.meanFirst);
        gamma = Arguments.within("gammaDice", builder.gammaDice, 0.1, 10);
        meanFirst = builder.meanFirst;
    }

    @Override
    protected NDArray bend(NDArray loss, LossInput in) {
        NDArray logarithm = meanFirst ? SafeMath.log(loss.neg().add(1)).neg() : loss;
        return SafeMath.powFromZero(logarithm, gamma);
    }

    @Override
    protected boolean bendsMean() {
        return meanFirst;
    }

    /** The options of {@link ExponentialDice}. */
    public static final class Builder extends TverskyIndexLoss.Builder<Builder> {

        @Option("exponent of -ln Dice, 0.1 to 10 (paper: 0.3)")
        private float gammaDice = 0.3f;

        @Option("whether the logarithm is that of the mean Dice, rather than of each class's")
        private boolean meanFirst;

        Builder() {}

        /**
         * Sets the exponent.
         *
         * @param gammaDice \( \gamma_D \), 0.1 to 10
         * @return this builder
         */
        public Builder optGammaDice(float gammaDice) {
            this.gammaDice = gammaDice;
            return this;
        }

        /**
         * Sets of what the logarithm is taken.
         *
         * @param meanFirst true for the mean Dice, false for the Dice of each class
         * @return this builder
         */
        public Builder optMeanFirst(boolean meanFirst) {
            this.meanFirst = meanFirst;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public ExponentialDice build() {
            return new ExponentialDice(this);
        }
    }
}

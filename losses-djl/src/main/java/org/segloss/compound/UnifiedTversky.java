package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import org.segloss.Arguments;
import org.segloss.input.LossInput;
import org.segloss.region.TverskyIndexLoss;
import org.segloss.tensor.SafeMath;

/**
 * The overlap part of the {@link UnifiedFocalLoss}: a power of the Tversky loss of each class, of
 * the foreground alone where it is asymmetric.
 */
final class UnifiedTversky extends TverskyIndexLoss {

    private final double exponent;
    private final boolean asymmetric;

    /**
     * Takes over the options.
     *
     * @param builder the options of the index
     * @param delta the weight of false negatives, that of false positives being the rest
     * @param gamma by how much the exponent is below 1
     * @param asymmetric whether the background has an exponent of 1
     */
    UnifiedTversky(Builder<?> builder, double delta, float gamma, boolean asymmetric) {
        super(builder, 1 - delta, delta, 1);
        exponent = 1.0 - Arguments.within("gamma", gamma, 0, 0.99);
        this.asymmetric = asymmetric;
    }

    @Override
    public String getName() {
        return "tversky";
    }

    @Override
    protected NDArray bend(NDArray losses, LossInput in) {
        long columns = losses.getShape().get(1);
        boolean background = in.exclusive() && columns == in.targets().classes();
        if (!asymmetric || !background) {
            return SafeMath.powFromZero(losses, exponent);
        }
        double[] straight = new double[(int) columns];
        straight[0] = 1;
        NDArray first = in.constant(straight, 1, columns);
        NDArray bent = SafeMath.powFromZero(losses, exponent);
        return losses.mul(first).add(bent.mul(first.neg().add(1)));
    }
}

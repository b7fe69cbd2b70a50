package org.segloss.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * The way of a value and a gradient that were computed outside the engine into its graph.
 *
 * <p>With \( s = \sum_v x_v G_v \) the result is \( s - \mathrm{stop}(s) + value \): exactly the
 * value, and its derivative with respect to x is exactly G. Second derivatives are not available: G
 * is a constant.
 */
public final class ExternalGradient {

    private ExternalGradient() {}

    /**
     * Joins value and gradient.
     *
     * @param x what the value was computed from, {@code [N, C, V]}
     * @param gradient G, its derivative, of the same shape; a constant
     * @param value the value of each row, {@code [N, C]}; a constant
     * @return the value, {@code [N, C]}
     */
    public static NDArray of(NDArray x, NDArray gradient, NDArray value) {
        NDArray sum = x.mul(gradient).sum(new int[] {2});
        return sum.sub(sum.stopGradient()).add(value);
    }

    /**
     * Joins one value and its gradient.
     *
     * @param x what the value was computed from
     * @param gradient G, its derivative, of the same shape; a constant
     * @param value the value, a scalar; a constant
     * @return the value
     */
    public static NDArray scalar(NDArray x, NDArray gradient, NDArray value) {
        // One dot product: MXNet takes twice as long for a product and a sum.
        NDArray sum = x.reshape(-1).dot(gradient.reshape(-1)).reshape(new Shape());
        return sum.sub(sum.stopGradient()).add(value);
    }
}

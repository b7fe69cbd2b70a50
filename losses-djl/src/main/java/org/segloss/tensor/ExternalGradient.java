package org.segloss.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.nio.FloatBuffer;
import java.util.function.ToDoubleFunction;
import org.segloss.host.HostArray;

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
        if (x instanceof HostArray map) {
            return map.given((HostArray) gradient, (HostArray) value);
        }
        NDArray sum = x.mul(gradient).sum(new int[] {2});
        return sum.sub(sum.stopGradient()).add(value);
    }

    /**
     * Joins one value and its gradient, which is written where the engine reads it.
     *
     * @param x what the value is computed from, of any shape
     * @param work writes G, which is as long as x, and gives the value
     * @return the value, a scalar
     */
    public static NDArray scalar(NDArray x, ToDoubleFunction<FloatBuffer> work) {
        boolean visible = EngineMemory.visible(x.getManager());
        Shape row = visible ? new Shape(x.size()) : new Shape(1, x.size());
        double[] value = new double[1];
        NDArray gradient =
                EngineMemory.create(
                        x.getManager(),
                        DataType.FLOAT32,
                        row,
                        memory -> value[0] = work.applyAsDouble(memory.asFloatBuffer()));
        // Where the host sees arrays, dot products are fast. Elsewhere they take three times as
        // long as a layer with one output, which adds up the same, and is faster with x as its
        // weights than the other way round (docs/PERFORMANCE.md).
        if (visible) {
            NDArray product = x.reshape(row).dot(gradient);
            // In place of s: what s - stop(s) + value is, without three operations.
            product.toByteBuffer(true).asFloatBuffer().put(0, (float) value[0]);
            return product;
        }
        NDArray product = Linear.linear(gradient, x.reshape(row)).singletonOrThrow();
        NDArray sum = product.reshape(new Shape());
        NDArray itself = sum.stopGradient();
        NDArray nothing = sum.sub(itself);
        Unfinished.closeLater(new NDList(product, sum, itself, nothing));
        // A double would make one of the sum, which has no axes either.
        return nothing.add((float) value[0]);
    }
}

package org.segloss.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HostArrayTest {

    private static final Shape MATRIX = new Shape(2, 3);

    private static final double STEP = 1e-5;

    private static final List<UnaryOperator<NDArray>> OPERATIONS =
            List.of(
                    x -> x.add(2).mul(x),
                    x -> x.sub(0.5).div(x.add(1)),
                    x -> x.neg().exp(),
                    x -> x.log().square(),
                    x -> x.sqrt(),
                    x -> x.sub(1).abs(),
                    x -> x.pow(2.5),
                    x -> x.pow(-1),
                    x -> x.clip(0.3, 1.2),
                    x -> x.mul(x.sum(new int[] {0}, true)),
                    x -> x.sub(x.sum(new int[] {1}, true)).mul(x),
                    x -> x.sum(new int[] {1}, false).square(),
                    x -> x.get(columns(1, 3)).div(x.get(columns(0, 1))),
                    x -> x.reshape(new Shape(3, 2)).square().sum(new int[] {0}, false).log());

    @Test
    void slopesOfEveryOperationAreThoseOfFiniteDifferences() {
        double[] at = {0.2, 0.7, 1.1, 0.4, 2.5, 1.9};
        for (int i = 0; i < OPERATIONS.size(); i++) {
            UnaryOperator<NDArray> operation = OPERATIONS.get(i);
            HostArray x = array(at);
            value(operation, x).backward();
            for (int k = 0; k < at.length; k++) {
                double up = moved(operation, at, k, STEP);
                double down = moved(operation, at, k, -STEP);
                assertEquals((up - down) / (2 * STEP), x.slopes()[k], 1e-6, "operation " + i);
            }
        }
    }

    private static double moved(UnaryOperator<NDArray> operation, double[] at, int k, double by) {
        double[] moved = at.clone();
        moved[k] += by;
        return value(operation, array(moved)).backward();
    }

    /** A number that depends on every result, on each of them differently. */
    private static HostArray value(UnaryOperator<NDArray> operation, HostArray x) {
        NDArray result = operation.apply(x);
        double[] weights = new double[(int) result.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + i;
        }
        NDArray weight = HostArray.of(null, weights, result.getShape());
        return (HostArray) result.mul(weight).sum();
    }

    @Test
    void aSecondArrayOfTheSameComputationHasSlopesOfItsOwn() {
        HostArray a = array(1, 2, 3, 4, 5, 6);
        HostArray b = a.beside(2, 2, 2, 3, 3, 3);
        assertEquals(57, ((HostArray) a.mul(b).sum()).backward());
        assertArrayEquals(new double[] {2, 2, 2, 3, 3, 3}, a.slopes());
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, b.slopes());
    }

    @Test
    void aSignHasNoSlope() {
        HostArray x = array(-2, 0, 3, 1, 1, 1);
        assertEquals(3, ((HostArray) x.sign().sum()).backward());
        assertArrayEquals(new double[6], x.slopes());
    }

    @Test
    void whatIsNotThereIsRefused() {
        HostArray x = array(1, 2, 3, 4, 5, 6);
        assertThrows(UnsupportedOperationException.class, () -> x.softmax(1));
        assertThrows(UnsupportedOperationException.class, () -> x.get(new NDIndex("0")));
    }

    private static NDIndex columns(long from, long to) {
        return new NDIndex().addAllDim().addSliceDim(from, to);
    }

    private static HostArray array(double... values) {
        return HostArray.of(null, values, MATRIX);
    }
}

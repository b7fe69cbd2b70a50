package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;

/** Where the engines' own maximum would share out the gradient differently. */
class MarginCrossEntropyLossTest {

    private static final LossSpec SPEC =
            new LossSpec("margin-ce", Map.of("margin", 0.5, "alpha", 3));

    @TestFactory
    Stream<DynamicTest> ofEqualLargestLogitsTheFirstHasTheGradient() {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> tie(backend)));
    }

    private static void tie(Backend backend) {
        double large = Math.exp(2) / (2 * Math.exp(2) + 1);
        double small = 1 / (2 * Math.exp(2) + 1);
        try (NDManager manager = backend.newManager()) {
            Evaluation result =
                    Evaluation.of(
                            Losses.create(SPEC),
                            new NDList(manager.create(new int[] {2}, new Shape(1, 1))),
                            manager.create(new double[] {2, 2, 0}, new Shape(1, 3, 1)));
            // Cross entropy, then the penalty: the third logit lies 1.5 beyond the margin.
            double[] expected = {large + 1, large, small - 1 - 1};
            assertArrayEquals(expected, result.gradient(), 1e-6);
        }
    }
}

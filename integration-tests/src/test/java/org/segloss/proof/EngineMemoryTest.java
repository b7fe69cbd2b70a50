package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.tensor.EngineMemory;

/**
 * Numbers arrive on every engine as they are, straight in its memory or copied, and stay when
 * others take the same passage.
 */
class EngineMemoryTest {

    private static final String MEMORY = "org.segloss.memory";

    private static final Shape SHAPE = new Shape(2, 1, 2);

    @AfterEach
    void asUsual() {
        System.clearProperty(MEMORY);
    }

    @TestFactory
    Stream<DynamicTest> numbersStayWhatTheyAre() {
        return Backend.present().stream()
                .flatMap(backend -> Stream.of(check(backend, true), check(backend, false)));
    }

    private static DynamicTest check(Backend backend, boolean memory) {
        return dynamicTest(
                backend + (memory ? "" : ", copied"),
                () -> {
                    System.setProperty(MEMORY, String.valueOf(memory));
                    check(backend);
                });
    }

    private static void check(Backend backend) {
        float[] floats = {1.5f, -0f, Float.MIN_VALUE, -3e38f};
        double[] doubles = {0.1, -0.2, 1e-300, 4e300};
        int[] integers = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE};
        try (NDManager manager = backend.newManager()) {
            NDArray single = EngineMemory.create(manager, floats, SHAPE);
            NDArray twice = EngineMemory.create(manager, doubles, SHAPE);
            NDArray whole = EngineMemory.create(manager, integers, SHAPE);
            NDArray one = EngineMemory.create(manager, new float[] {7}, new Shape());
            assertArrayEquals(floats, single.toFloatArray());
            assertArrayEquals(doubles, twice.toDoubleArray());
            assertArrayEquals(integers, whole.toIntArray());
            assertEquals(7, one.getFloat());
            for (NDArray array : new NDArray[] {single, twice, whole}) {
                assertEquals(SHAPE, array.getShape());
            }
            assertEquals(DataType.FLOAT32, one.getDataType());
        }
    }
}

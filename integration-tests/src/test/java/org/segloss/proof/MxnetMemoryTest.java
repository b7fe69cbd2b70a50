package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;
import org.segloss.demo.engine.MxnetMemory;
import org.segloss.tensor.EngineMemory;

/** Losses give the same numbers in MXNet's memory as by the copies that DJL makes of it. */
class MxnetMemoryTest {

    private static final String MEMORY = "org.segloss.memory";

    private static final MxnetMemory SHOWN = new MxnetMemory();

    private static final Backend MXNET = new Backend(SHOWN.engine(), Device.cpu());

    @BeforeEach
    void present() {
        assumeTrue(!Backend.of(MXNET.engine()).isEmpty(), "no MXNet here");
    }

    @AfterEach
    void asUsual() {
        System.clearProperty(MEMORY);
    }

    @TestFactory
    Stream<DynamicTest> everyLossGivesTheSame() {
        return Losses.all().stream()
                .map(loss -> dynamicTest(loss.name(), () -> compare(Variant.plain(loss))));
    }

    private static void compare(Variant variant) {
        Evaluation copies = evaluate(variant, false);
        Evaluation memory = evaluate(variant, true);
        assertArrayEquals(copies.value(), memory.value(), "value");
        assertArrayEquals(copies.gradient(), memory.gradient(), "gradient");
    }

    private static Evaluation evaluate(Variant variant, boolean memory) {
        System.setProperty(MEMORY, String.valueOf(memory));
        Sample sample = Sample.of(new Shape(2, 3, 61, 53), LabelKind.INDEX, variant);
        return Evaluation.on(MXNET, Losses.create(variant.spec()), sample);
    }

    @Test
    void whatIsWrittenIsInTheArray() {
        try (NDManager manager = MXNET.newManager()) {
            NDArray array = manager.zeros(new Shape(2, 3));
            SHOWN.of(array).asFloatBuffer().put(4, 7);
            assertArrayEquals(new float[] {0, 0, 0, 0, 7, 0}, array.toFloatArray());
            assertArrayEquals(new float[] {0, 14, 0}, array.get(1).mul(2).toFloatArray());
        }
    }

    @Test
    void whatIsReadHasBeenComputed() {
        try (NDManager manager = MXNET.newManager()) {
            NDArray array = manager.ones(new Shape(500, 500));
            for (int i = 0; i < 5; i++) {
                array = array.dot(array).mul(1f / 500);
            }
            assertEquals(1, SHOWN.of(array).asFloatBuffer().get(249_999), 1e-5);
            NDArray parts = manager.arange(12f).reshape(3, 4).get("1:");
            assertArrayEquals(parts.toFloatArray(), floats(parts));
            NDArray whole = EngineMemory.create(manager, new int[] {3, -1}, new Shape(2));
            assertEquals(-1, SHOWN.of(whole).asIntBuffer().get(1));
        }
    }

    /** MXNet keeps what a convolution gives in an order of its own until someone asks. */
    @Test
    void logitsOfAConvolution() {
        float[] copies = slopes(false);
        assertArrayEquals(copies, slopes(true));
        try (NDManager manager = MXNET.newManager()) {
            NDArray logits = logits(manager, weights(manager));
            float[] shown = floats(logits);
            assertArrayEquals(logits.toFloatArray(), shown);
        }
    }

    private static NDArray weights(NDManager manager) {
        Sample sample = new Sample(new Shape(16, 8, 3, 3), LabelKind.INDEX);
        return sample.prediction(manager, DataType.FLOAT32);
    }

    private static NDArray logits(NDManager manager, NDArray weights) {
        Sample images = new Sample(new Shape(2, 8, 22, 22), LabelKind.INDEX);
        NDArray image = images.prediction(manager, DataType.FLOAT32);
        return Conv2d.conv2d(image, weights).singletonOrThrow();
    }

    private static float[] slopes(boolean memory) {
        System.setProperty(MEMORY, String.valueOf(memory));
        SegmentationLoss loss = Losses.create("dice-ce");
        try (NDManager manager = MXNET.newManager();
                GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray weights = weights(manager);
            weights.setRequiresGradient(true);
            NDArray logits = logits(manager, weights);
            NDList labels = new Sample(logits.getShape(), LabelKind.INDEX).labels(manager);
            collector.backward(loss.evaluate(labels, new NDList(logits)));
            return weights.getGradient().toFloatArray();
        }
    }

    @Test
    void noArrayOfOthers() {
        try (NDManager manager = MXNET.newManager();
                NDManager other = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            assertNull(SHOWN.of(other.zeros(new Shape(1))), "of another engine");
            assertNull(SHOWN.of(manager.create(new Shape(0))), "empty");
            NDArray sparse = manager.eye(3).toSparse(SparseFormat.CSR);
            assertNull(SHOWN.of(sparse), "sparse");
        }
    }

    private static float[] floats(NDArray array) {
        ByteBuffer memory = SHOWN.of(array);
        float[] floats = new float[memory.capacity() / Float.BYTES];
        memory.asFloatBuffer().get(floats);
        return floats;
    }
}

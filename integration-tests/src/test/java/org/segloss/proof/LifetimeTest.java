package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossEntry;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/**
 * The way back needs what the evaluation has made of the labels: it is not to go with the
 * evaluation, whatever the garbage collector does in between.
 */
class LifetimeTest {

    private static final Sample SAMPLE = new Sample(new Shape(2, 3, 33, 31), LabelKind.INDEX);

    @TestFactory
    Stream<DynamicTest> theGradientOutlivesTheMemoryOfTheLabels() {
        return EveryLoss.check(
                (backend, loss) ->
                        assertArrayEquals(
                                gradient(backend, loss, false),
                                gradient(backend, loss, true),
                                1e-6f,
                                "gradient after a collection"));
    }

    private static float[] gradient(Backend backend, LossEntry entry, boolean collect) {
        SegmentationLoss loss = Losses.create(Variant.plain(entry).spec());
        try (NDManager manager = backend.newManager();
                GradientCollector collector =
                        Engine.getEngine(backend.engine()).newGradientCollector()) {
            NDArray prediction = SAMPLE.prediction(manager, DataType.FLOAT32);
            prediction.setRequiresGradient(true);
            NDArray result =
                    loss.evaluate(SAMPLE.with(loss).labels(manager), new NDList(prediction));
            List<ByteBuffer> taken = collect ? overwriteFreedMemory() : List.of();
            try {
                collector.backward(result);
                return prediction.getGradient().toFloatArray();
            } finally {
                Reference.reachabilityFence(taken);
            }
        }
    }

    /** Frees what no one holds, and takes it again for other bytes. */
    private static List<ByteBuffer> overwriteFreedMemory() {
        System.gc();
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<ByteBuffer> taken = new ArrayList<>();
        for (int voxels = 1; voxels <= 8; voxels++) {
            for (int i = 0; i < 50; i++) {
                ByteBuffer bytes = ByteBuffer.allocateDirect(voxels * 33 * 31 * Float.BYTES);
                while (bytes.hasRemaining()) {
                    bytes.put((byte) 0x42);
                }
                taken.add(bytes);
            }
        }
        return taken;
    }
}

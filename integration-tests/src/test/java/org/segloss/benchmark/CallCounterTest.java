package org.segloss.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.demo.cli.Engines;

class CallCounterTest {

    @TestFactory
    Stream<DynamicTest> callsAreCounted() {
        return Engines.present().stream()
                .flatMap(
                        engine ->
                                Stream.of(
                                        test(engine, "operators", 2, (y, x) -> x.softmax(1).sum()),
                                        test(
                                                engine,
                                                "the manager's arrays and an activation",
                                                3,
                                                (y, x) ->
                                                        Activation.relu(x)
                                                                .mul(x.getManager().create(2f))),
                                        test(
                                                engine,
                                                "an index of arrays",
                                                2,
                                                CallCounterTest::pick),
                                        test(
                                                engine,
                                                "data that is read",
                                                2,
                                                CallCounterTest::read)));
    }

    private static NDArray pick(NDList y, NDArray x) {
        NDArray classes = y.head().expandDims(1);
        return x.get(new NDIndex().addAllDim(1).addPickDim(classes));
    }

    private static NDArray read(NDList y, NDArray x) {
        return x.getManager().create(x.toFloatArray(), x.getShape());
    }

    private static DynamicTest test(String engine, String name, int calls, Form form) {
        return dynamicTest(
                engine + " " + name,
                () -> {
                    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine)) {
                        NDList labels =
                                new NDList(manager.create(new int[] {0, 1}, new Shape(1, 2)));
                        NDArray logits = manager.arange(4f).reshape(1, 2, 2);
                        assertEquals(calls, CallCounter.count(form, labels, logits));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> everyFormCanBeCounted() {
        Waves batch = new Waves(new Shape(2, 4, 12, 10), 2);
        return Engines.present().stream()
                .flatMap(
                        engine ->
                                Forms.usual().stream()
                                        .map(
                                                name ->
                                                        dynamicTest(
                                                                engine + " " + name,
                                                                () -> count(engine, name, batch))));
    }

    private static void count(String engine, String name, Waves batch) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine)) {
            NDList labels = batch.labels(manager, Forms.required(name, batch));
            NDArray logits = manager.create(batch.logits(), batch.shape());
            int calls = CallCounter.count(Forms.of(name, batch), labels, logits);
            assertEquals(calls, CallCounter.count(Forms.of(name, batch), labels, logits));
        }
    }
}

package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossEntry;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/** An evaluation leaves no array behind but its result, however often it is repeated. */
class MemoryTest {

    private static final int STEPS = 1000;

    private static final Sample SAMPLE = new Sample(new Shape(2, 3, 6, 5), LabelKind.INDEX);

    @TestFactory
    Stream<DynamicTest> nothingButTheResultRemains() {
        return everyLoss(
                (manager, loss) -> {
                    NDList labels = SAMPLE.labels(manager);
                    NDArray prediction = SAMPLE.prediction(manager, DataType.FLOAT32);
                    int before = manager.getManagedArrays().size();
                    NDArray result = loss.evaluate(labels, new NDList(prediction));
                    assertEquals(before + 1, manager.getManagedArrays().size(), "arrays");
                    assertSame(manager, result.getManager(), "the result is the caller's");
                    assertSame(manager, prediction.getManager(), "so is the prediction");
                    assertSame(manager, labels.head().getManager(), "and so are the labels");
                });
    }

    @TestFactory
    Stream<DynamicTest> arraysStayConstantOverAThousandSteps() {
        return everyLoss(
                (manager, loss) -> {
                    NDList labels = SAMPLE.labels(manager);
                    NDArray prediction = SAMPLE.prediction(manager, DataType.FLOAT32);
                    int held = manager.getManagedArrays().size();
                    for (int step = 0; step < STEPS; step++) {
                        step(loss, labels, prediction);
                        assertEquals(held, manager.getManagedArrays().size(), "at step " + step);
                    }
                });
    }

    private interface Check {
        void on(NDManager manager, SegmentationLoss loss);
    }

    private static Stream<DynamicTest> everyLoss(Check check) {
        return Backend.present().stream()
                .flatMap(
                        backend ->
                                Losses.all().stream()
                                        .map(
                                                loss ->
                                                        dynamicTest(
                                                                backend + " " + loss.name(),
                                                                () -> run(backend, loss, check))));
    }

    private static void run(Backend backend, LossEntry loss, Check check) {
        try (NDManager manager = backend.newManager()) {
            check.on(manager, Losses.create(Variant.plain(loss).spec()));
        }
    }

    /** Like a trainer: each step has a manager and predictions of its own. */
    private static void step(SegmentationLoss loss, NDList labels, NDArray given) {
        try (NDManager manager = given.getManager().newSubManager();
                GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray prediction = given.duplicate();
            prediction.attach(manager);
            prediction.setRequiresGradient(true);
            try (NDArray result = loss.evaluate(labels, new NDList(prediction))) {
                assertEquals(2, manager.getManagedArrays().size(), "prediction and result");
                collector.backward(result);
            }
        }
    }
}

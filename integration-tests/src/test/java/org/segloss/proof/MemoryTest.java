package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
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
        return EveryLoss.check(MemoryTest::nothingButTheResultRemains);
    }

    private static void nothingButTheResultRemains(Backend backend, LossEntry entry) {
        SegmentationLoss loss = Losses.create(Variant.plain(entry).spec());
        try (NDManager manager = backend.newManager()) {
            NDList labels = SAMPLE.with(loss).labels(manager);
            NDArray prediction = SAMPLE.prediction(manager, DataType.FLOAT32);
            int before = manager.getManagedArrays().size();
            NDArray result = loss.evaluate(labels, new NDList(prediction));
            assertEquals(before + 1, manager.getManagedArrays().size(), "arrays");
            assertSame(manager, result.getManager(), "the result is the caller's");
            assertSame(manager, prediction.getManager(), "so is the prediction");
            assertSame(manager, labels.head().getManager(), "and so are the labels");
        }
    }

    /** To close what an engine is still computing is to wait for it: that goes with the next. */
    @TestFactory
    Stream<DynamicTest> whatIsClosedLaterDoesNotPileUp() {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> doesNotPileUp(backend)));
    }

    private static void doesNotPileUp(Backend backend) throws ReflectiveOperationException {
        SegmentationLoss loss = Losses.create("dice");
        try (NDManager manager = backend.newManager()) {
            NDList labels = SAMPLE.labels(manager);
            NDList prediction = new NDList(SAMPLE.prediction(manager, DataType.FLOAT32));
            loss.evaluate(labels, prediction).close();
            int own = resources(manager);
            int all = resources(manager.getParentManager());
            for (int step = 0; step < 10; step++) {
                loss.evaluate(labels, prediction).close();
                assertEquals(own, resources(manager), "of the caller");
                assertEquals(all, resources(manager.getParentManager()), "of the engine");
            }
        }
    }

    /** How many arrays and managers a manager has to close. */
    private static int resources(NDManager manager) throws ReflectiveOperationException {
        Field resources = BaseNDManager.class.getDeclaredField("resources");
        resources.setAccessible(true);
        return ((Map<?, ?>) resources.get(manager)).size();
    }

    /** The losses take turns: one that left an array behind would show at its first step. */
    @TestFactory
    Stream<DynamicTest> arraysStayConstantOverAThousandSteps() {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> thousandSteps(backend)));
    }

    private static void thousandSteps(Backend backend) {
        List<SegmentationLoss> losses =
                Losses.all().stream()
                        .map(loss -> Losses.create(Variant.plain(loss).spec()))
                        .toList();
        try (NDManager manager = backend.newManager()) {
            List<NDList> labels =
                    losses.stream().map(loss -> SAMPLE.with(loss).labels(manager)).toList();
            NDArray prediction = SAMPLE.prediction(manager, DataType.FLOAT32);
            int held = manager.getManagedArrays().size();
            for (int step = 0; step < STEPS; step++) {
                int turn = step % losses.size();
                SegmentationLoss loss = losses.get(turn);
                step(loss, labels.get(turn), prediction);
                assertEquals(held, manager.getManagedArrays().size(), loss.getName());
            }
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

package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;

/** What the energy is of, and what becomes of it without labels. */
class LevelSetLossTest {

    private static final Map<String, Object> ENERGY =
            Map.of("supervised", false, "weight", 1, "beta", 0.25, "reduction", "sum");

    @TestFactory
    Stream<DynamicTest> regionsOfOneIntensityCostTheirOutlines() {
        return onEveryBackend(
                manager -> {
                    float[] logits = {100, 100, 100, -100, -100, -100, 100, 100, 100, 100};
                    float[] image = {7, 7, 7, 2, 2, 2, 7, 7, 7, 7};
                    // One channel has two regions, each with an outline of two steps.
                    assertEquals(4 * 0.25, energy(manager, logits, image), 1e-6);
                });
    }

    @TestFactory
    Stream<DynamicTest> aRegionCostsTheSquaredDistancesFromItsMean() {
        return onEveryBackend(
                manager -> {
                    float[] logits = {100, 100, 100, 100, 100, 100, 100, 100, 100, 100};
                    float[] image = {1, 3, 1, 3, 1, 3, 1, 3, 1, 3};
                    assertEquals(10, energy(manager, logits, image), 1e-5);
                });
    }

    @TestFactory
    Stream<DynamicTest> withoutAKnownLabelItIsTheEnergyAlone() {
        Sample sample = new Sample(new Shape(2, 3, 6, 5), LabelKind.INDEX);
        return onEveryBackend(
                manager -> {
                    NDArray prediction = sample.prediction(manager, DataType.FLOAT32);
                    NDArray image = Sample.further(manager, sample.shape(), Set.of("image")).head();
                    NDArray weights = named("weight_map", manager.zeros(new Shape(2, 6, 5)));
                    NDArray zeros = manager.zeros(new Shape(2, 6, 5), DataType.INT32);
                    Evaluation expected =
                            Evaluation.of(
                                    Losses.create(
                                            new LossSpec("level-set", Map.of("supervised", false))),
                                    new NDList(zeros, image),
                                    prediction);
                    Evaluation actual =
                            Evaluation.of(
                                    Losses.create("level-set"),
                                    new NDList(sample.labels(manager).head(), image, weights),
                                    prediction);
                    assertArrayEquals(expected.value(), actual.value());
                    assertArrayEquals(expected.gradient(), actual.gradient());
                });
    }

    private static double energy(NDManager manager, float[] logits, float[] image) {
        Shape shape = new Shape(1, 1, logits.length);
        NDList labels =
                new NDList(manager.zeros(shape), named("image", manager.create(image, shape)));
        NDArray prediction = manager.create(logits, shape);
        return Evaluation.of(Losses.create(new LossSpec("level-set", ENERGY)), labels, prediction)
                .value()[0];
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }

    private static Stream<DynamicTest> onEveryBackend(Consumer<NDManager> check) {
        return Backend.present().stream()
                .map(
                        backend ->
                                dynamicTest(
                                        backend.toString(),
                                        () -> {
                                            try (NDManager manager = backend.newManager()) {
                                                check.accept(manager);
                                            }
                                        }));
    }
}

package org.segloss.proof;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.geometry.InverseDistance;
import org.segloss.tensor.EngineMemory;

/** The maps that weigh voxels: those given, and those that golden files have beside the values. */
class DistanceMapTest {

    private static final Shape SHAPE = new Shape(2, 3, 7, 9);

    @TestFactory
    Stream<DynamicTest> aMapOfEveryClassGivesWhatTheComputedOneGives() {
        return Backend.present().stream()
                .flatMap(
                        backend ->
                                Stream.of("distance-penalized-ce", "distance-penalized-dice")
                                        .flatMap(
                                                loss ->
                                                        Stream.of(
                                                                        LabelKind.INDEX,
                                                                        LabelKind.MULTI_LABEL)
                                                                .map(
                                                                        kind ->
                                                                                given(
                                                                                        backend,
                                                                                        loss,
                                                                                        kind))));
    }

    private static DynamicTest given(Backend backend, String loss, LabelKind kind) {
        return dynamicTest(
                backend + " " + loss + " " + kind,
                () -> {
                    Sample sample = new Sample(SHAPE, kind);
                    Variant variant = Variant.plain(Losses.find(loss), kind);
                    try (NDManager manager = backend.newManager()) {
                        NDList labels = sample.labels(manager);
                        NDArray prediction = sample.prediction(manager, DataType.FLOAT32);
                        NDArray map = EngineMemory.create(manager, maps(sample), SHAPE);
                        map.setName("distance_map");
                        Evaluation expected =
                                Evaluation.of(Losses.create(variant.spec()), labels, prediction);
                        Evaluation actual =
                                Evaluation.of(
                                        Losses.create(variant.spec()),
                                        new NDList(labels.head(), map),
                                        prediction);
                        Budget.ENGINES.check(expected, actual, variant.toString());
                    }
                });
    }

    /** What lies on either side of every class's boundary. */
    private static float[] maps(Sample sample) {
        InverseDistance distance = new InverseDistance(true, new int[] {7, 9});
        float[] labels = sample.maps();
        float[] maps = new float[labels.length];
        for (int from = 0; from < labels.length; from += sample.voxels()) {
            int first = from;
            IntPredicate region = v -> labels[first + v] == 1;
            float[] inside = distance.of(region);
            float[] outside = distance.of(region.negate());
            for (int v = 0; v < sample.voxels(); v++) {
                maps[from + v] = inside[v] + outside[v];
            }
        }
        return maps;
    }

    @TestFactory
    Stream<DynamicTest> shapeAwareWeighsVoxelsAsTheGoldenMapsDo() throws IOException {
        List<GoldenCase> cases =
                GoldenCase.read(Path.of("src/test/resources/golden/boundary"), GoldenCase::isLoss)
                        .stream()
                        .filter(golden -> golden.loss().equals("shape_aware"))
                        .toList();
        return Backend.present().stream()
                .flatMap(
                        backend ->
                                cases.stream()
                                        .map(
                                                golden ->
                                                        dynamicTest(
                                                                backend + " " + golden.name(),
                                                                () -> golden(backend, golden))));
    }

    private static void golden(Backend backend, GoldenCase golden) throws IOException {
        try (NDManager manager = backend.newManager()) {
            NDList arrays = golden.arrays(manager);
            double[] map = arrays.get("distance_map").toDoubleArray();
            double[] expected = voxels("cross-entropy", golden, arrays);
            Arrays.setAll(expected, v -> expected[v] * (1 + map[v]));
            Budget.GOLDEN.checkValue(
                    expected, voxels("shape-aware", golden, arrays), golden.name());
        }
    }

    private static double[] voxels(String loss, GoldenCase golden, NDList arrays) {
        LossSpec spec =
                new LossSpec(loss, Map.of("reduction", "none", "activation", golden.activation()));
        NDList labels = new NDList(arrays.get("labels"));
        return Evaluation.of(Losses.create(spec), labels, arrays.get("logits")).value();
    }
}

package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.geometry.SignedDistance;
import org.segloss.geometry.SignedDistance.Convention;
import org.segloss.input.RegionMapPipeline;

/** A data set that makes distance maps, its batches, and the boundary loss. */
class RegionMapPipelineTest {

    private static final Shape SHAPE = new Shape(4, 3, 7, 9);
    private static final float[] SPACING = {2, 0.5f};

    @TestFactory
    Stream<DynamicTest> aDataSetWithMapsGivesTheLossOfComputedOnes() {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> compare(backend)));
    }

    private static void compare(Backend backend) throws IOException, TranslateException {
        Sample sample = new Sample(SHAPE, LabelKind.INDEX);
        AtomicInteger made = new AtomicInteger();
        RegionMapPipeline pipeline =
                new RegionMapPipeline(
                        "distance_map",
                        sample.channels(),
                        (shape, region) -> {
                            made.incrementAndGet();
                            return new SignedDistance(Convention.KERVADEC, shape, SPACING)
                                    .of(region);
                        });
        LossSpec measuring =
                new LossSpec(
                        "boundary", Map.of("classes", "all", "spacing", new double[] {2, 0.5}));
        LossSpec told = new LossSpec("boundary", Map.of("classes", "all"));
        try (NDManager manager = backend.newManager()) {
            NDArray prediction = sample.prediction(manager, DataType.FLOAT32);
            NDArray labels = sample.labels(manager).head();
            ArrayDataset data =
                    new ArrayDataset.Builder()
                            .setData(prediction)
                            .optLabels(labels)
                            .optTargetPipeline(pipeline)
                            .setSampling(2, false)
                            .build();
            for (int epoch = 0; epoch < 2; epoch++) {
                for (Batch batch : data.getData(manager)) {
                    NDList given = batch.getLabels();
                    assertEquals(
                            new Shape(2, 3, 7, 9), given.get("distance_map").getShape(), "map");
                    NDArray part = batch.getData().head();
                    Evaluation expected =
                            Evaluation.of(Losses.create(measuring), new NDList(given.head()), part);
                    Evaluation actual = Evaluation.of(Losses.create(told), given, part);
                    Budget.ENGINES.check(expected, actual, "epoch " + epoch);
                    batch.close();
                }
            }
        }
        assertEquals(4 * 3, made.get(), "maps are made once");
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoLabelArrayIsRefused() {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> refused(backend)));
    }

    private static void refused(Backend backend) {
        RegionMapPipeline pipeline =
                new RegionMapPipeline("skeleton", 2, (shape, region) -> new float[12]);
        try (NDManager manager = backend.newManager()) {
            NDArray labels = manager.zeros(new Shape(2, 3, 4), DataType.INT32);
            String message =
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> pipeline.transform(new NDList(labels, labels)))
                            .getMessage();
            assertTrue(message.contains("pipeline of skeleton got 2 label arrays"), message);
        }
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new RegionMapPipeline("skeleton", 0, null))
                        .getMessage();
        assertTrue(message.contains("classes = 0: allowed is 1 or more"), message);
    }

    @TestFactory
    Stream<DynamicTest> anIgnoredVoxelBelongsToNoRegion() {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> ignored(backend)));
    }

    private static void ignored(Backend backend) {
        RegionMapPipeline pipeline =
                new RegionMapPipeline(
                        "mask",
                        2,
                        (shape, region) -> {
                            float[] mask = new float[3];
                            for (int v = 0; v < mask.length; v++) {
                                mask[v] = region.test(v) ? 1 : 0;
                            }
                            return mask;
                        });
        try (NDManager manager = backend.newManager()) {
            NDArray labels = manager.create(new int[] {0, 255, 1}, new Shape(1, 1, 3));
            assertArrayEquals(
                    new float[] {1, 0, 0, 0, 0, 1},
                    pipeline.transform(new NDList(labels)).get("mask").toFloatArray());
        }
    }
}

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
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.SegmentationLoss;
import org.segloss.distribution.CrossEntropyLoss;
import org.segloss.distribution.Normalization;
import org.segloss.geometry.UNetWeightMap;
import org.segloss.input.WeightMapPipeline;

/** A data set with the pipeline, its batches, and cross entropy: as a user puts them together. */
class WeightMapPipelineTest {

    @TestFactory
    Stream<DynamicTest> aDataSetWithObjectsGivesTheGoldenLoss() {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> golden(backend)));
    }

    @TestFactory
    Stream<DynamicTest> objectsAreFoundWhereNoneAreGiven() {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> components(backend)));
    }

    @TestFactory
    Stream<DynamicTest> badLabelsAreRefused() {
        return Backend.present().stream()
                .map(backend -> dynamicTest(backend.toString(), () -> refused(backend)));
    }

    private static void golden(Backend backend) throws IOException, TranslateException {
        UNetWeightMap map = UNetWeightMap.builder().optClassWeights(1, 2).build();
        SegmentationLoss loss =
                CrossEntropyLoss.builder().optNormalization(Normalization.VOXELS).build();
        try (NDManager manager = backend.newManager();
                InputStream archive = file("unet_weighted_cross_entropy/two_images_mean.npz")) {
            NDList golden = NDList.decode(manager, archive);
            NDArray[] labels = {golden.get("labels"), golden.get("instances")};
            for (Batch batch : batches(manager, map, golden.get("logits"), labels)) {
                Evaluation expected =
                        new Evaluation(
                                golden.get("value").toDoubleArray(),
                                golden.get("gradient").toDoubleArray());
                Evaluation actual = Evaluation.of(loss, batch.getLabels(), batch.getData().head());
                Budget.GOLDEN.check(expected, actual, "the batch of both images");
                batch.close();
            }
        }
    }

    private static InputStream file(String name) {
        return WeightMapPipelineTest.class.getResourceAsStream("/golden/region/" + name);
    }

    private static void components(Backend backend) throws IOException, TranslateException {
        UNetWeightMap map = UNetWeightMap.builder().optSpacing(0.5f, 2).build();
        int[][] images = {{1, 1, 0, 2, 0, 0, 0, 1}, {0, 0, 0, 0, 1, 0, 0, 0}};
        try (NDManager manager = backend.newManager()) {
            NDArray labels =
                    manager.create(images[0]).concat(manager.create(images[1])).reshape(2, 1, 2, 4);
            int seen = 0;
            for (Batch batch : batches(manager, map, labels, labels)) {
                assertEquals(List.of("weight_map"), names(batch.getLabels()));
                NDArray weights = batch.getLabels().get("weight_map");
                assertEquals(new Shape(2, 2, 4), weights.getShape());
                for (int n = 0; n < 2; n++, seen++) {
                    assertArrayEquals(
                            map.of(new int[] {2, 4}, images[n]),
                            weights.get(n).toFloatArray(),
                            "image " + n);
                }
                batch.close();
            }
            assertEquals(2, seen, "images");
        }
    }

    private static void refused(Backend backend) {
        WeightMapPipeline pipeline = new WeightMapPipeline(UNetWeightMap.builder().build());
        try (NDManager manager = backend.newManager()) {
            NDArray labels = manager.zeros(new Shape(2, 3, 4), DataType.INT32);
            NDArray others = manager.zeros(new Shape(2, 4, 3), DataType.INT32);
            assertRefused(pipeline, new NDList(labels, labels, labels), "3 label arrays", "1 to 2");
            assertRefused(pipeline, new NDList(labels, others), "(2, 3, 4)", "(2, 4, 3)");
            assertRefused(pipeline, new NDList(manager.full(new Shape(2, 5), 0.5f)), "label 0.5");
        }
    }

    private static void assertRefused(WeightMapPipeline pipeline, NDList labels, String... parts) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> pipeline.transform(labels))
                        .getMessage();
        assertTrue(Stream.of(parts).allMatch(message::contains), message);
    }

    /** The further arrays. */
    private static List<String> names(NDList labels) {
        return labels.subNDList(1).stream().map(NDArray::getName).toList();
    }

    private static Iterable<Batch> batches(
            NDManager manager, UNetWeightMap map, NDArray data, NDArray... labels)
            throws IOException, TranslateException {
        return new ArrayDataset.Builder()
                .setData(data)
                .optLabels(labels)
                .optTargetPipeline(new WeightMapPipeline(map))
                .setSampling(2, false)
                .build()
                .getData(manager);
    }
}

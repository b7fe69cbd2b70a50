package org.segloss.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.demo.cli.Engines;
import org.segloss.geometry.SignedDistance;

/** The textbook forms that losses are measured beside are the same losses. */
class TextbookTest {

    @TestFactory
    Stream<DynamicTest> theFormsAreTheLosses() {
        return Engines.present().stream()
                .flatMap(
                        engine -> Textbook.FORMS.keySet().stream().map(name -> test(engine, name)));
    }

    private static DynamicTest test(String engine, String name) {
        return dynamicTest(
                engine + " " + name,
                () -> {
                    compare(engine, name, new Waves(new Shape(2, 4, 24, 20), 3));
                    compare(engine, name, new Waves(new Shape(1, 3, 14, 12, 13), 2));
                });
    }

    private static void compare(String engine, String name, Waves batch) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine)) {
            NDList labels = batch.labels(manager, Set.of());
            NDArray map = manager.create(distances(batch), batch.shape());
            map.setName("distance_map");
            Form loss = Forms.of(name, batch);
            NDArray ours = logits(manager, batch);
            NDArray expected = Forms.gradient(loss, labels, ours);
            float value = loss.of(labels, ours).getFloat();
            labels.add(map);
            NDArray theirs = logits(manager, batch);
            Form textbook = Forms.of(Forms.TEXTBOOK + name, batch);
            NDArray gradient = Forms.gradient(textbook, labels, theirs);
            float[] slopes = expected.toFloatArray();
            float largest = expected.abs().max().getFloat();
            assertTrue(largest > 0, "no gradient");
            assertEquals(value, textbook.of(labels, theirs).getFloat(), 1e-5f, "value");
            assertArrayEquals(
                    slopes,
                    gradient.toFloatArray(),
                    1e-4f * largest,
                    () -> "gradient, the largest slope being " + largest);
        }
    }

    private static NDArray logits(NDManager manager, Waves batch) {
        NDArray logits = manager.create(batch.logits(), batch.shape());
        logits.setRequiresGradient(true);
        return logits;
    }

    private static float[] distances(Waves batch) {
        int[] labels = batch.labels();
        int[] space =
                Arrays.stream(batch.shape().slice(2).getShape()).mapToInt(s -> (int) s).toArray();
        SignedDistance distance = new SignedDistance(SignedDistance.Convention.KERVADEC, space);
        int voxels = (int) batch.shape().slice(2).size();
        float[] maps = new float[(int) batch.shape().size()];
        for (int i = 0; i < maps.length / voxels; i++) {
            int from = i / batch.classes() * voxels;
            int c = i % batch.classes();
            float[] map = distance.of(v -> labels[from + v] == c);
            System.arraycopy(map, 0, maps, i * voxels, voxels);
        }
        return maps;
    }
}

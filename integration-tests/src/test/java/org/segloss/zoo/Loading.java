package org.segloss.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Application;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.segloss.demo.zoo.SeglossModelZoo;

/** Models from a repository, and what they say of a fixed input. */
final class Loading {

    private static final String CACHE = "DJL_CACHE_DIR";

    private Loading() {}

    /** Call it when the engines have found their native libraries, which are in the cache, too. */
    static void useCache(Path folder) {
        System.setProperty(CACHE, folder.toString());
    }

    static void forgetCache() {
        System.clearProperty(CACHE);
    }

    static <I, O> Criteria<I, O> criteria(Path location, Class<I> in, Class<O> out) {
        return Criteria.builder()
                .setTypes(in, out)
                .optModelZoo(new SeglossModelZoo(location))
                .optApplication(Application.CV.SEMANTIC_SEGMENTATION)
                .build();
    }

    static float[] logits(Criteria<NDList, NDList> criteria, long... shape) throws Exception {
        Random random = new Random(3);
        Shape input = new Shape(shape);
        float[] values = new float[(int) input.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor()) {
            NDArray image = model.getNDManager().create(values, input);
            return predictor.predict(new NDList(image)).singletonOrThrow().toFloatArray();
        }
    }

    static float[] logits(Path location) throws Exception {
        return logits(criteria(location, NDList.class, NDList.class), 1, 1, 16, 32);
    }

    static void assertClose(float[] expected, float[] actual) {
        assertEquals(expected.length, actual.length);
        double largest =
                IntStream.range(0, expected.length)
                        .mapToDouble(i -> Math.abs(expected[i]))
                        .max()
                        .orElseThrow();
        assertArrayEquals(expected, actual, (float) (1e-4 * largest));
    }
}

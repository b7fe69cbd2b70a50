package org.segloss.benchmark;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A file with what a loss of this library makes of a batch, for {@code textbook.py --check}. */
final class TextbookCase {

    /** What Python has no library for in Debian is given to both. */
    private static final Map<String, Set<String>> GIVEN =
            Map.of("skeleton-recall", Set.of("skeleton"));

    private TextbookCase() {}

    /** Evaluates a loss in double precision and writes the file. */
    static void write(String name, Waves batch, Path folder) throws IOException {
        Set<String> arrays = new HashSet<>(Forms.required(name, batch));
        arrays.addAll(GIVEN.getOrDefault(name, Set.of()));
        float[] single = batch.logits();
        double[] logits = new double[single.length];
        // Far enough apart for the margin of margin-ce.
        Arrays.setAll(logits, i -> 1.5 * single[i]);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDList labels = batch.labels(manager, arrays);
            NDArray prediction = manager.create(logits, batch.shape());
            prediction.setRequiresGradient(true);
            Form form = Forms.of(name, batch);
            Map<String, Object> content = new HashMap<>();
            content.put("loss", name);
            content.put("shape", batch.shape().getShape());
            content.put("logits", logits);
            content.put("labels", batch.labels());
            content.put("arrays", numbers(batch, arrays));
            content.put("gradient", Forms.gradient(form, labels, prediction).toDoubleArray());
            content.put("value", form.of(labels, prediction).toDoubleArray()[0]);
            String file = name + batch.shape().dimension() + ".json";
            new ObjectMapper().writeValue(folder.resolve(file).toFile(), content);
        }
    }

    private static Map<String, Object> numbers(Waves batch, Set<String> arrays) {
        Map<String, Object> numbers = new HashMap<>();
        for (String array : arrays) {
            numbers.put(
                    array,
                    Map.of("shape", batch.perVoxel().getShape(), "values", batch.further(array)));
        }
        return numbers;
    }
}

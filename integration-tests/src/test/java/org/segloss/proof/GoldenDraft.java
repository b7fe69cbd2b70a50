package org.segloss.proof;

import static org.segloss.proof.GoldenTranslator.require;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.segloss.LossSpec;

/** A specification in the making. */
final class GoldenDraft {

    final GoldenCase golden;
    final NDList arrays;
    final Map<String, Object> options;
    final Map<String, String> labelArrays;
    String name;
    boolean scoreNegated;

    /** What the case is run by instead, if not null. */
    LossSpec other;

    GoldenDraft(GoldenCase golden, NDList arrays, GoldenLoss entry) {
        this.golden = golden;
        this.arrays = arrays;
        this.name = entry.name();
        this.options = new TreeMap<>(entry.fixed());
        this.labelArrays = new TreeMap<>(entry.labelArrays());
    }

    boolean has(String parameter) {
        return golden.parameters().hasNonNull(parameter);
    }

    JsonNode parameter(String parameter) {
        return golden.parameters().path(parameter);
    }

    int channels() {
        return (int) arrays.get("logits").getShape().get(1);
    }

    /** A list in the manifest, or the array of that name where the manifest only names it. */
    List<Double> numbers(String parameter, JsonNode value) {
        if (value.isTextual()) {
            NDArray array = arrays.get(parameter);
            require(array != null, parameter, value, "an array of that name in the file");
            return DoubleStream.of(Evaluation.doubles(array)).boxed().toList();
        }
        List<Double> numbers = new ArrayList<>();
        (value.isArray() ? value : List.of(value)).forEach(n -> numbers.add(n.asDouble()));
        return numbers;
    }
}

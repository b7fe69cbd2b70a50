package org.segloss.proof;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossEntry;
import org.segloss.Losses;

/**
 * Losses of overlap counts and of neighbouring voxels give the same numbers whether an engine
 * computes them or the host, on every engine, wherever each of the two is the usual way.
 */
class HostPathTest {

    private static final String HOST = "org.segloss.host";

    private static final Shape SPACE = new Shape(61, 53);

    /**
     * Losses of counts alone, sums that have one as a part, one that asks for more, and losses of
     * neighbouring voxels.
     */
    private static final Set<String> ON_HOST =
            Set.of(
                    "dice",
                    "jaccard",
                    "tversky",
                    "focal-tversky",
                    "asymmetric-similarity",
                    "log-cosh-dice",
                    "generalized-dice",
                    "penalty-generalized-dice",
                    "distance-penalized-dice",
                    "dice-ce",
                    "unified-focal",
                    "dice-plus-plus",
                    "active-contour",
                    "euler-elastica",
                    "contour-dice");

    @AfterEach
    void asUsual() {
        System.clearProperty(HOST);
    }

    @TestFactory
    Stream<DynamicTest> everyOption() {
        return losses().flatMap(loss -> Variant.all(loss, 4, 2))
                .flatMap(v -> compare(v, Sample.of(shape(4), LabelKind.INDEX, v)));
    }

    @TestFactory
    Stream<DynamicTest> everyKindOfLabels() {
        return losses().flatMap(
                        loss ->
                                Variant.kinds(loss)
                                        .flatMap(
                                                kind -> {
                                                    Variant plain = Variant.plain(loss, kind);
                                                    int channels =
                                                            kind == LabelKind.ONE_CHANNEL ? 1 : 3;
                                                    return compare(
                                                            plain,
                                                            Sample.of(
                                                                    shape(channels), kind, plain));
                                                }));
    }

    private static Shape shape(int channels) {
        return new Shape(2, channels).addAll(SPACE);
    }

    private static Stream<LossEntry> losses() {
        return Losses.all().stream().filter(loss -> ON_HOST.contains(loss.name()));
    }

    private static Stream<DynamicTest> compare(Variant variant, Sample sample) {
        List<Backend> backends = Backend.present();
        return backends.stream()
                .map(
                        backend ->
                                dynamicTest(
                                        backend + " " + variant + " on " + sample,
                                        () ->
                                                Budget.ofEngines(variant.spec().name())
                                                        .check(
                                                                evaluate(
                                                                        false, backend, variant,
                                                                        sample),
                                                                evaluate(
                                                                        true, backend, variant,
                                                                        sample),
                                                                "the host against the engine")));
    }

    private static Evaluation evaluate(
            boolean host, Backend backend, Variant variant, Sample sample) {
        System.setProperty(HOST, String.valueOf(host));
        try (NDManager manager = backend.newManager()) {
            return Evaluation.of(
                    Losses.create(variant.spec()),
                    sample.labels(manager),
                    sample.prediction(manager, DataType.FLOAT32));
        }
    }
}

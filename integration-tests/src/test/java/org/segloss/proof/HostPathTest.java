package org.segloss.proof;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossEntry;
import org.segloss.Losses;

/** Every loss gives the same numbers whether an engine computes it or the host, on every engine. */
class HostPathTest {

    private static final String HOST = "org.segloss.host";

    /** Larger than a block of voxels on the host, and no multiple of it. */
    private static final Shape SPACE = new Shape(61, 53);

    /**
     * Errors that differ by rounding change places, and with them slopes: here none are so near.
     */
    private static final Shape SORTED_SPACE = new Shape(13, 11);

    @AfterEach
    void asUsual() {
        System.clearProperty(HOST);
    }

    @TestFactory
    Stream<DynamicTest> everyOption() {
        return losses().flatMap(loss -> Variant.all(loss, 4, 2))
                .flatMap(v -> compare(v, Sample.of(shape(v, 4), LabelKind.INDEX, v)));
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
                                                                    shape(plain, channels),
                                                                    kind,
                                                                    plain));
                                                }));
    }

    private static Shape shape(Variant variant, int channels) {
        boolean sorted = variant.spec().name().startsWith("lovasz");
        return new Shape(2, channels).addAll(sorted ? SORTED_SPACE : SPACE);
    }

    private static Stream<LossEntry> losses() {
        return Losses.all().stream().filter(loss -> !loss.name().equals("weighted-sum"));
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
                                                                variant
                                                                        + " on "
                                                                        + sample
                                                                        + ", host against engine")));
    }

    private static Evaluation evaluate(
            boolean host, Backend backend, Variant variant, Sample sample) {
        System.setProperty(HOST, String.valueOf(host));
        return Evaluation.on(backend, Losses.create(variant.spec()), sample);
    }
}

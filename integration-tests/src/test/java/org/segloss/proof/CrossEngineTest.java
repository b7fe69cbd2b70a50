package org.segloss.proof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossEntry;
import org.segloss.Losses;

/**
 * The same numbers through the same loss on every engine and device: values and gradients agree.
 */
class CrossEngineTest {

    private static final Shape IMAGES = new Shape(2, 4, 33, 29);

    private static final List<Backend> BACKENDS = Backend.present();

    /**
     * Losses whose gradient depends on the order of the voxels: where thousands are sorted, some
     * are closer to each other than single precision tells apart, and the order is the engine's
     * choice.
     */
    private static final Set<String> SORTING =
            Set.of("lovasz-softmax", "lovasz-hinge", "topological", "betti-matching");

    @TestFactory
    Stream<DynamicTest> everyOption() {
        return everyLoss(
                loss ->
                        Variant.all(loss, 4, 2)
                                .map(v -> compare(v, Sample.of(IMAGES, LabelKind.INDEX, v))));
    }

    @TestFactory
    Stream<DynamicTest> everyKindOfLabelsAndNumberOfAxes() {
        return everyLoss(
                loss ->
                        Stream.of(new Shape(41), new Shape(17, 19), new Shape(9, 7, 11))
                                .flatMap(space -> everyKind(loss, space)));
    }

    @TestFactory
    Stream<DynamicTest> aVolume() {
        Shape volume = new Shape(1, 3, 64, 64, 32);
        return everyLoss(
                loss -> {
                    if (HalfPrecisionTest.SMALL_IMAGES.contains(loss.name())) {
                        return Stream.empty();
                    }
                    Variant plain = Variant.plain(loss);
                    return Stream.of(compare(plain, Sample.of(volume, LabelKind.INDEX, plain)));
                });
    }

    private static Stream<DynamicTest> everyLoss(Function<LossEntry, Stream<DynamicTest>> tests) {
        return Losses.all().stream().flatMap(tests);
    }

    private static Stream<DynamicTest> everyKind(LossEntry loss, Shape space) {
        return Variant.kinds(loss)
                .map(
                        kind -> {
                            int channels = kind == LabelKind.ONE_CHANNEL ? 1 : 3;
                            Shape shape = new Shape(2, channels).addAll(space);
                            Variant plain = Variant.plain(loss, kind);
                            return compare(plain, Sample.of(shape, kind, plain));
                        });
    }

    private static DynamicTest compare(Variant variant, Sample sample) {
        return dynamicTest(
                variant + " on " + sample,
                () -> {
                    assumeTrue(
                            BACKENDS.size() > 1,
                            () -> "nothing to compare: this machine has only " + BACKENDS);
                    Budget budget = Budget.ofEngines(variant.spec().name());
                    Evaluation first = evaluate(BACKENDS.get(0), variant, sample);
                    for (Backend other : BACKENDS.subList(1, BACKENDS.size())) {
                        budget.check(
                                first,
                                evaluate(other, variant, sample),
                                other + " against " + BACKENDS.get(0));
                    }
                });
    }

    /** The value in single precision, and the gradient too unless the loss sorts. */
    private static Evaluation evaluate(Backend backend, Variant variant, Sample sample) {
        Evaluation single = evaluate(backend, variant, sample, DataType.FLOAT32);
        return SORTING.contains(variant.spec().name())
                ? new Evaluation(
                        single.value(),
                        evaluate(backend, variant, sample, DataType.FLOAT64).gradient())
                : single;
    }

    private static Evaluation evaluate(
            Backend backend, Variant variant, Sample sample, DataType type) {
        return Evaluation.on(backend, Losses.create(variant.spec()), sample, type);
    }
}

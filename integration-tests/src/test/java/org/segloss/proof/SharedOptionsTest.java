package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossEntry;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/**
 * Every loss by every option of the shared vocabulary: it changes the result, or it is refused with
 * the reason. Nothing is taken and passed over.
 */
class SharedOptionsTest {

    /** Labels that lack one of the classes. */
    private static final Sample SAMPLE = new Sample(new Shape(2, 3, 6, 5), LabelKind.ABSENT_CLASS);

    /** Values of which one is not the default. */
    private static final Map<String, List<?>> OPTIONS =
            Map.ofEntries(
                    Map.entry("activation", List.of("sigmoid")),
                    Map.entry("includeBackground", List.of(false, true)),
                    Map.entry("ignoreIndex", List.of(1)),
                    Map.entry("classWeights", List.of(List.of(0.5, 2, 1.25))),
                    Map.entry("reduction", List.of("sum")),
                    Map.entry("aggregation", List.of("batch", "image")),
                    Map.entry("absentClass", List.of("skip", "smooth")),
                    Map.entry("poolClasses", List.of(true, false)),
                    Map.entry("sumClasses", List.of(true)),
                    Map.entry("logLoss", List.of(true)),
                    Map.entry("smoothNumerator", List.of(3)),
                    Map.entry("smoothDenominator", List.of(3)),
                    Map.entry("squared", List.of(true)),
                    Map.entry("labelSmoothing", List.of(0.2)),
                    Map.entry("spacing", List.of(List.of(2, 3))));

    /**
     * Options that say what the loss does anyway: the background does not count, and the mean over
     * all voxels is the mean of the images' means unless some are ignored.
     */
    private static final Set<String> DEFAULTS =
            Set.of(
                    "active-contour includeBackground",
                    "boundary includeBackground",
                    "euler-elastica includeBackground",
                    "hausdorff-dt includeBackground",
                    "hausdorff-dt aggregation",
                    "hausdorff-er includeBackground",
                    "hausdorff-er aggregation",
                    "hausdorff-cv includeBackground",
                    "hausdorff-cv aggregation",
                    "weighted-hausdorff includeBackground",
                    "signed-distance-regression reduction",
                    "soft-cldice aggregation",
                    // One ratio has nothing to be added up.
                    "soft-cldice reduction",
                    "soft-cldice includeBackground",
                    "cb-dice includeBackground",
                    "topological includeBackground",
                    "betti-matching includeBackground");

    @TestFactory
    Stream<DynamicTest> changesTheResultOrIsRefused() {
        return Losses.all().stream()
                .flatMap(
                        loss ->
                                OPTIONS.keySet().stream()
                                        .sorted()
                                        .map(
                                                option ->
                                                        dynamicTest(
                                                                loss.name() + " " + option,
                                                                () -> check(loss, option))));
    }

    private static void check(LossEntry loss, String option) {
        LossSpec plain = Variant.plain(loss).spec();
        Object value = otherThanDefault(loss, option);
        Map<String, Object> options = new LinkedHashMap<>(plain.options());
        options.put(option, value);
        LossSpec changed = new LossSpec(loss.name(), options);
        if (!Variant.has(loss, option) || Variant.refuses(loss, option, value)) {
            String refusal =
                    assertThrows(IllegalArgumentException.class, () -> evaluate(changed))
                            .getMessage();
            assertTrue(refusal.contains(option) || refusal.contains(value.toString()), refusal);
            assertTrue(refusal.matches("(?s).*(, for |: |, where ).*"), refusal);
            return;
        }
        assertFalse(
                same(evaluate(plain), evaluate(changed))
                        && !DEFAULTS.contains(loss.name() + " " + option),
                () -> changed + " gives what " + plain + " gives");
    }

    private static Object otherThanDefault(LossEntry loss, String option) {
        Object usual =
                loss.options().stream()
                        .filter(known -> known.name().equals(option))
                        .map(LossEntry.OptionEntry::defaultValue)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("none");
        return OPTIONS.get(option).stream()
                .filter(value -> !value.equals(usual))
                .findFirst()
                .orElseThrow();
    }

    private static Evaluation evaluate(LossSpec spec) {
        SegmentationLoss loss = Losses.create(spec);
        return Evaluation.on(Backend.present().get(0), loss, SAMPLE.with(loss));
    }

    private static boolean same(Evaluation one, Evaluation other) {
        return Arrays.equals(one.value(), other.value())
                && Arrays.equals(one.gradient(), other.gradient());
    }
}

package org.segloss.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.segloss.LossEntry;
import org.segloss.LossSpec;
import org.segloss.Losses;

/**
 * A loss with at most one option away from its default.
 *
 * @param spec the loss
 * @param labelArrays the further label arrays that it gets
 */
record Variant(LossSpec spec, Set<String> labelArrays) {

    /** The values to try of every option that the catalogue knows. */
    private static final Map<String, List<?>> VALUES =
            Map.ofEntries(
                    Map.entry("absentClass", List.of("skip", "zero")),
                    Map.entry("activation", List.of("none")),
                    Map.entry("aggregation", List.of("batch")),
                    Map.entry("alpha", List.of(0.25)),
                    Map.entry("beta", List.of(0.9)),
                    Map.entry("classes", List.of("all", List.of(1))),
                    Map.entry("convention", List.of("segloss")),
                    Map.entry("exponent", List.of(0.5, 2)),
                    Map.entry("epsilon", List.of(-1, 3)),
                    Map.entry("gamma", List.of(0, 0.5, 3.5)),
                    Map.entry("homoscedastic", List.of(true)),
                    Map.entry("ignoreIndex", List.of(Sample.IGNORED)),
                    Map.entry("includeBackground", List.of(false)),
                    Map.entry("k", List.of(0, 7)),
                    Map.entry("labelSmoothing", List.of(0.1)),
                    Map.entry("logLoss", List.of(true)),
                    Map.entry("meanFirst", List.of(true)),
                    Map.entry("minKept", List.of(5)),
                    Map.entry(
                            "normalization",
                            List.of("weights", "image_weights", "voxels", "elements", "none")),
                    Map.entry("normalizeWeights", List.of(false)),
                    Map.entry("percent", List.of(35)),
                    Map.entry("perImage", List.of(true)),
                    Map.entry("poolClasses", List.of(true)),
                    Map.entry("r", List.of(0.3)),
                    Map.entry("reduction", List.of("sum", "none")),
                    Map.entry("smoothDenominator", List.of(2)),
                    Map.entry("smoothNumerator", List.of(1)),
                    Map.entry("softLabels", List.of(true)),
                    Map.entry("squared", List.of(true)),
                    Map.entry("threshold", List.of(0.4)),
                    Map.entry("weighting", List.of("simple", "uniform")),
                    Map.entry("weightCrossEntropy", List.of(2)),
                    Map.entry("weightTopK", List.of(2)),
                    Map.entry("weightFocal", List.of(2)),
                    Map.entry("weightDice", List.of(0.3)));

    /** Options with one number a class or axis, and those that the base of a sum has already. */
    private static final Set<String> NOT_BY_VALUE =
            Set.of("classWeights", "spacing", "positiveWeights", "losses", "weights");

    /** What a loss refuses, see {@link EdgeCasesTest}. */
    private static final Map<String, Set<String>> REFUSED =
            Map.of(
                    "top-k", Set.of("reduction=none"),
                    "dice-ce", Set.of("reduction=none"),
                    "dice-plus-plus", Set.of("epsilon=-1", "gamma=0", "gamma=0.5"),
                    "generalized-dice", Set.of("absentClass=skip", "absentClass=zero"),
                    "penalty-generalized-dice", Set.of("absentClass=skip", "absentClass=zero"),
                    "dice-top-k", Set.of("reduction=none"),
                    "dice-focal", Set.of("reduction=none"),
                    "weighted-sum",
                            Set.of("reduction=sum", "reduction=none", "includeBackground=false"));

    /** The loss with every option at its default. */
    static Variant plain(LossEntry loss) {
        return with(loss, Map.of());
    }

    /** The loss for labels of a kind: separate channels ask for the sigmoid. */
    static Variant plain(LossEntry loss, LabelKind kind) {
        return with(
                loss, kind == LabelKind.MULTI_LABEL ? Map.of("activation", "sigmoid") : Map.of());
    }

    /** The loss with each of its options changed in turn, and with each of its label arrays. */
    static Stream<Variant> all(LossEntry loss, int classes, int axes) {
        Map<String, List<?>> values = new TreeMap<>();
        for (LossEntry.OptionEntry option : loss.options()) {
            if (VALUES.containsKey(option.name())) {
                values.put(option.name(), VALUES.get(option.name()));
            } else if (!NOT_BY_VALUE.contains(option.name())) {
                throw new IllegalStateException(
                        "the option '" + option.name() + "' is new: give it values to try here");
            }
        }
        if (!loss.name().equals("weighted-sum")) {
            values.put("classWeights", List.of(numbers(classes, 0.5)));
        }
        if (loss.options().stream().anyMatch(option -> option.name().equals("spacing"))) {
            values.put("spacing", List.of(numbers(axes, 0.7)));
        }
        Set<String> refused = REFUSED.getOrDefault(loss.name(), Set.of());
        Stream<Variant> byOption =
                values.entrySet().stream()
                        .flatMap(
                                entry ->
                                        entry.getValue().stream()
                                                .filter(
                                                        value ->
                                                                !refused.contains(
                                                                        entry.getKey()
                                                                                + "="
                                                                                + value))
                                                .map(
                                                        value ->
                                                                with(
                                                                        loss,
                                                                        Map.of(
                                                                                entry.getKey(),
                                                                                value))));
        Variant plain = plain(loss);
        Stream<Variant> byArray =
                Losses.create(plain.spec).labelArrays().stream()
                        .sorted()
                        .map(name -> new Variant(plain.spec, Set.of(name)));
        return Stream.of(Stream.of(plain), byOption, byArray).flatMap(s -> s);
    }

    private static Variant with(LossEntry loss, Map<String, Object> changed) {
        Map<String, Object> options = new LinkedHashMap<>();
        if (loss.name().equals("weighted-sum")) {
            options.put("losses", List.of("tversky", "focal"));
            if (!changed.containsKey("homoscedastic")) {
                options.put("weights", List.of(0.7, 0.3));
            }
        }
        options.putAll(changed);
        return new Variant(new LossSpec(loss.name(), options), Set.of());
    }

    /** Weights that differ, of which one is 0 where there are many. */
    private static List<Double> numbers(int count, double step) {
        List<Double> numbers = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> numbers.add(i == 2 ? 0 : step * (i + 1)));
        return numbers;
    }

    @Override
    public String toString() {
        return spec.name()
                + spec.options().entrySet().stream()
                        .map(e -> " " + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining());
    }
}

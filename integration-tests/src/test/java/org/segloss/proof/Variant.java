package org.segloss.proof;

import java.util.ArrayList;
import java.util.HashSet;
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

    /** The values to try of every option; of an enumeration all are tried without a word. */
    private static final Map<String, List<?>> VALUES =
            Map.ofEntries(
                    Map.entry("a", List.of(0.3)),
                    Map.entry("activation", List.of("none")),
                    Map.entry("alpha", List.of(0.25)),
                    Map.entry("asymmetric", List.of(false)),
                    Map.entry("b", List.of(0)),
                    Map.entry("beta", List.of(0.9)),
                    Map.entry("blobWeight", List.of(0.3)),
                    Map.entry("classes", List.of("all", "present", List.of(1))),
                    Map.entry("c4", List.of(0.1)),
                    Map.entry("delta", List.of(0.8)),
                    Map.entry("detachWeight", List.of(false)),
                    Map.entry("erosions", List.of(2)),
                    Map.entry("exponent", List.of(0.5, 2)),
                    Map.entry("dimensions", List.of(List.of(0))),
                    Map.entry("epsilon", List.of(-1, 3)),
                    Map.entry("gamma", List.of(0, 0.5, 3.5)),
                    Map.entry("gammaCrossEntropy", List.of(0.7, 2)),
                    Map.entry("gammaDice", List.of(0.7, 2)),
                    Map.entry("homoscedastic", List.of(true)),
                    Map.entry("ignoreIndex", List.of(Sample.IGNORED)),
                    Map.entry("includeBackground", List.of(false)),
                    Map.entry("iterations", List.of(2)),
                    Map.entry("k", List.of(0, 7)),
                    Map.entry("k1", List.of(0.1)),
                    Map.entry("k2", List.of(0.1)),
                    Map.entry("kernelSize", List.of(5)),
                    Map.entry("labelSmoothing", List.of(0.1)),
                    Map.entry("lambda", List.of(0, 0.3)),
                    Map.entry("log", List.of(true)),
                    Map.entry("logLoss", List.of(true)),
                    Map.entry("mainWeight", List.of(0, 0.3)),
                    Map.entry("margin", List.of(0.5)),
                    Map.entry("mergeClasses", List.of(true)),
                    Map.entry("maxAlpha", List.of(0.2)),
                    Map.entry("maxPersistence", List.of(0.5)),
                    Map.entry("meanFirst", List.of(true)),
                    Map.entry("minKept", List.of(5)),
                    Map.entry("minPersistence", List.of(0.2)),
                    Map.entry("mIoUC", List.of(0.5)),
                    Map.entry("mIoUD", List.of(0.5)),
                    Map.entry("mIoUI", List.of(0.5)),
                    Map.entry("mu", List.of(0.4)),
                    Map.entry("negativeInside", List.of(true)),
                    Map.entry("normalizeMap", List.of(false)),
                    Map.entry("normalizeWeights", List.of(false)),
                    Map.entry("padBackground", List.of(true)),
                    Map.entry("patchSize", List.of(2)),
                    Map.entry("percent", List.of(35)),
                    Map.entry("perImage", List.of(true, false)),
                    Map.entry("poolClasses", List.of(true, false)),
                    Map.entry("poolSize", List.of(2)),
                    Map.entry("product", List.of(false)),
                    Map.entry("r", List.of(0.3)),
                    Map.entry("radii", List.of(List.of(1.5))),
                    Map.entry("radius", List.of(3)),
                    Map.entry("relative", List.of(true)),
                    Map.entry("sigma", List.of(0.8)),
                    Map.entry("sigmoidMaps", List.of(true)),
                    Map.entry("smooth", List.of(1, 3)),
                    Map.entry("smoothDenominator", List.of(2)),
                    Map.entry("smoothNumerator", List.of(1)),
                    Map.entry("softLabels", List.of(true)),
                    Map.entry("squared", List.of(true)),
                    Map.entry("sumClasses", List.of(true)),
                    Map.entry("supervised", List.of(false)),
                    Map.entry("threshold", List.of(0.4)),
                    Map.entry("version", List.of(1)),
                    Map.entry("tolerance", List.of(0, 2)),
                    Map.entry("tube", List.of(false)),
                    Map.entry("windowSize", List.of(3)),
                    Map.entry("weight", List.of(0, 1)),
                    Map.entry("weightBoundary", List.of(2)),
                    Map.entry("weightCrossEntropy", List.of(2)),
                    Map.entry("weightHausdorff", List.of(0.5)),
                    Map.entry("weightTopK", List.of(2)),
                    Map.entry("weightFocal", List.of(2)),
                    Map.entry("weightLength", List.of(0.3)),
                    Map.entry("weightDice", List.of(0.3)),
                    Map.entry("window", List.of(5)));

    /** Options with one number a class or axis, and those that the base of a sum has already. */
    private static final Set<String> NOT_BY_VALUE =
            Set.of(
                    "classWeights",
                    "frequencies",
                    "spacing",
                    "positiveWeights",
                    "losses",
                    "weights",
                    "distanceMatrix",
                    "adjacency");

    /** Losses that have no meaning where channels are tasks of their own. */
    private static final Set<String> EXCLUSIVE = Set.of("generalized-wasserstein-dice");

    /** What a loss refuses: an option, or a value of it. */
    private static final Map<String, Set<String>> REFUSED =
            Map.ofEntries(
                    Map.entry("weighted-hausdorff", Set.of("alpha=0.25")),
                    Map.entry(
                            "generalized-wasserstein-dice",
                            Set.of(
                                    "activation=sigmoid",
                                    "absentClass=skip",
                                    "absentClass=zero",
                                    "sumClasses",
                                    "epsilon=-1")),
                    Map.entry(
                            "jaccard-metric",
                            Set.of("reduction=sum", "reduction=none", "gamma=0", "gamma=0.5")),
                    Map.entry("active-contour", Set.of("epsilon=-1")),
                    Map.entry("euler-elastica", Set.of("epsilon=-1")),
                    Map.entry("mcc", Set.of("epsilon=-1")),
                    Map.entry("pearson-correlation", Set.of("epsilon=-1", "poolClasses=true")),
                    Map.entry(
                            "signed-distance-regression",
                            Set.of("absentClass=skip", "absentClass=zero", "sumClasses=true")),
                    Map.entry(
                            "soft-cldice",
                            Set.of(
                                    "absentClass=skip",
                                    "absentClass=zero",
                                    "sumClasses=true",
                                    "epsilon=-1")),
                    Map.entry("cb-dice", Set.of("epsilon=-1")),
                    Map.entry("top-k", Set.of("reduction=none")),
                    Map.entry("dice-plus-plus", Set.of("epsilon=-1", "gamma=0", "gamma=0.5")),
                    Map.entry(
                            "generalized-dice",
                            Set.of("absentClass=skip", "absentClass=zero", "sumClasses")),
                    Map.entry(
                            "penalty-generalized-dice",
                            Set.of("absentClass=skip", "absentClass=zero", "sumClasses")),
                    Map.entry("dice-ce", Set.of("reduction=none")),
                    Map.entry("dice-top-k", Set.of("reduction=none")),
                    Map.entry("dice-focal", Set.of("reduction=none")),
                    Map.entry("dice-boundary", Set.of("reduction=none")),
                    Map.entry("dice-hausdorff", Set.of("reduction=none")),
                    Map.entry("combo", Set.of("reduction=none")),
                    Map.entry("exponential-logarithmic", Set.of("reduction=none", "logLoss")),
                    Map.entry("unified-focal", Set.of("reduction=none", "gamma=3.5")),
                    Map.entry(
                            "blob",
                            Set.of(
                                    "reduction=sum",
                                    "reduction=none",
                                    "includeBackground=false",
                                    "classWeights")),
                    Map.entry(
                            "weighted-sum",
                            Set.of(
                                    "reduction=sum",
                                    "reduction=none",
                                    "includeBackground=false",
                                    "classWeights")));

    /** The kinds of labels that a loss takes. */
    static Stream<LabelKind> kinds(LossEntry loss) {
        return Stream.of(LabelKind.values())
                .filter(kind -> kind.exclusive() || !EXCLUSIVE.contains(loss.name()));
    }

    /** The loss with every option at its default, for three classes. */
    static Variant plain(LossEntry loss) {
        return with(loss, 3, Map.of());
    }

    /** The loss for labels of a kind: one channel or three; separate ones ask for the sigmoid. */
    static Variant plain(LossEntry loss, LabelKind kind) {
        return with(
                loss,
                kind == LabelKind.ONE_CHANNEL ? 1 : 3,
                kind == LabelKind.MULTI_LABEL ? Map.of("activation", "sigmoid") : Map.of());
    }

    /** Whether a loss has an option. */
    static boolean has(LossEntry loss, String option) {
        return loss.options().stream().anyMatch(known -> known.name().equals(option));
    }

    /** Whether a loss refuses a value of an option that it has. */
    static boolean refuses(LossEntry loss, String option, Object value) {
        Set<String> refused = REFUSED.getOrDefault(loss.name(), Set.of());
        return refused.contains(option) || refused.contains(option + "=" + value);
    }

    /** The loss with each of its options changed in turn, and with each of its label arrays. */
    static Stream<Variant> all(LossEntry loss, int classes, int axes) {
        Map<String, List<?>> values = new TreeMap<>();
        for (LossEntry.OptionEntry option : loss.options()) {
            if (VALUES.containsKey(option.name())) {
                values.put(option.name(), VALUES.get(option.name()));
            } else if (option.type().contains(", ")) {
                List<String> words = new ArrayList<>(List.of(option.type().split(", ")));
                words.remove(option.defaultValue());
                values.put(option.name(), words);
            } else if (!NOT_BY_VALUE.contains(option.name())) {
                throw new IllegalStateException(
                        "the option '" + option.name() + "' is new: give it values to try here");
            }
        }
        values.put("classWeights", List.of(numbers(classes, 0.5)));
        if (has(loss, "spacing")) {
            values.put("spacing", List.of(numbers(axes, 0.7)));
        }
        Stream<Variant> byOption =
                values.entrySet().stream()
                        .flatMap(
                                entry ->
                                        entry.getValue().stream()
                                                .filter(
                                                        value ->
                                                                !refuses(
                                                                        loss,
                                                                        entry.getKey(),
                                                                        value))
                                                .map(
                                                        value ->
                                                                with(
                                                                        loss,
                                                                        classes,
                                                                        Map.of(
                                                                                entry.getKey(),
                                                                                value))));
        Variant plain = with(loss, classes, Map.of());
        Stream<Variant> byArray =
                Losses.create(plain.spec).labelArrays().stream()
                        .filter(name -> !plain.labelArrays.contains(name))
                        .sorted()
                        .map(plain::and);
        return Stream.of(Stream.of(plain), byOption, byArray).flatMap(s -> s);
    }

    private static Variant with(LossEntry loss, int classes, Map<String, Object> changed) {
        Map<String, Object> options = new LinkedHashMap<>();
        if (loss.name().equals("weighted-sum")) {
            options.put("losses", List.of("tversky", "focal"));
            if (!changed.containsKey("homoscedastic")) {
                options.put("weights", List.of(0.7, 0.3));
            }
        }
        if (loss.name().equals("generalized-wasserstein-dice")) {
            options.put("distanceMatrix", distances(classes));
        }
        if (loss.name().equals("non-adjacency")) {
            options.put("adjacency", adjacency(classes));
        }
        if (loss.name().equals("region-mutual-information")) {
            // Images of the tests are too small for the paper's regions of pooled voxels.
            options.put("radius", 2);
            options.put("poolSize", changed.containsKey("pooling") ? 2 : 1);
        }
        options.putAll(changed);
        LossSpec spec = new LossSpec(loss.name(), options);
        return new Variant(spec, Losses.create(spec).requiredLabelArrays());
    }

    private Variant and(String labelArray) {
        Set<String> names = new HashSet<>(labelArrays);
        names.add(labelArray);
        return new Variant(spec, names);
    }

    /** Distances that differ, also from one side and the other; the background is far from all. */
    private static double[][] distances(int classes) {
        double[][] rows = new double[classes][classes];
        for (int l = 0; l < classes; l++) {
            for (int c = 0; c < classes; c++) {
                rows[l][c] = l == c ? 0 : l == 0 || c == 0 ? 3 : 1 + l * 0.5 + c * 0.1;
            }
        }
        return rows;
    }

    /** Neighbouring classes may touch, and each class itself. */
    private static List<List<Boolean>> adjacency(int classes) {
        return IntStream.range(0, classes)
                .mapToObj(
                        i ->
                                IntStream.range(0, classes)
                                        .mapToObj(j -> Math.abs(i - j) <= 1)
                                        .toList())
                .toList();
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

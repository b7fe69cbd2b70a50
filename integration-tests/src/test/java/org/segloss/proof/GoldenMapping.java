package org.segloss.proof;

import static org.segloss.proof.GoldenParameters.SHARED;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.segloss.LossSpec;
import org.segloss.Losses;

/**
 * From a manifest's loss and parameters to a specification of this library: by parameter, never by
 * case. What has no translation here is refused, so that no parameter is passed over in silence.
 */
final class GoldenMapping {

    /**
     * How to run a case with this library.
     *
     * @param spec the loss
     * @param offset what to add to the value of the reference, which may return -score
     * @param labelArrays the further label arrays: name in the file to name in this library
     */
    record Plan(LossSpec spec, double offset, Map<String, String> labelArrays) {}

    private static final String DISTANCE_MAP = "distance_map";

    private static final Map<String, GoldenLoss> LOSSES =
            Stream.of(
                            GoldenDistributionLosses.LOSSES,
                            GoldenRegionLosses.LOSSES,
                            GoldenBoundaryLosses.LOSSES,
                            GoldenStructureLosses.LOSSES,
                            GoldenCompoundLosses.LOSSES)
                    .flatMap(family -> family.entrySet().stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private GoldenMapping() {}

    static Set<String> losses() {
        return LOSSES.keySet();
    }

    /**
     * Translates a case.
     *
     * @return the ways to run it, all of which give the value of the reference
     * @throws IllegalArgumentException naming the parameter or the value without a translation
     */
    static List<Plan> plans(GoldenCase golden, NDList arrays) {
        GoldenLoss entry = LOSSES.get(golden.loss());
        GoldenDraft draft = new GoldenDraft(golden, arrays, entry);
        draft.options.put("activation", activation(golden));
        golden.parameters()
                .properties()
                .forEach(
                        parameter -> {
                            String name = parameter.getKey();
                            GoldenTranslator translator =
                                    Optional.ofNullable(entry.own().get(name))
                                            .orElse(SHARED.get(name));
                            if (translator == null) {
                                throw new IllegalArgumentException(
                                        "parameter '" + name + "' has no translation");
                            }
                            if (!parameter.getValue().isNull()) {
                                translator.apply(draft, name, parameter.getValue());
                            }
                        });
        distances(draft);
        Plan plan = plan(draft);
        NDArray forbidden = arrays.get("forbidden_pairs");
        if (forbidden != null) {
            draft.options.put("adjacency", adjacency(forbidden));
            return List.of(plan, plan(draft));
        }
        if (!Losses.create(plan.spec()).labelArrays().contains(DISTANCE_MAP)) {
            return List.of(plan);
        }
        NDArray signed = arrays.get("sdm");
        if (signed != null) {
            signed.setName(DISTANCE_MAP);
        }
        NDArray weights = arrays.get("weight_map");
        if (weights != null) {
            // Such files have the weights, which are 1 more than the map.
            NDArray map = weights.sub(1);
            map.setName(DISTANCE_MAP);
            arrays.add(map);
        }
        Map<String, String> map = Map.of(DISTANCE_MAP, DISTANCE_MAP);
        return List.of(plan, new Plan(plan.spec(), plan.offset(), map));
    }

    /** Losses of raw logits read one channel as the sigmoid does, more as softmax. */
    private static String activation(GoldenCase golden) {
        return switch (golden.activation()) {
            case "none (raw logits)" -> "auto";
            case "tanh" -> "sigmoid";
            case "softmax (CE part); penalty on raw logits" -> "softmax";
            default -> golden.activation();
        };
    }

    /** The manifest does not mention the matrix: it stands in the file. */
    private static void distances(GoldenDraft draft) {
        NDArray matrix = draft.arrays.get("distance_matrix");
        if (matrix != null && draft.name.equals("generalized-wasserstein-dice")) {
            int classes = draft.channels();
            double[] distances = Evaluation.doubles(matrix);
            double[][] rows = new double[classes][];
            for (int l = 0; l < classes; l++) {
                rows[l] = Arrays.copyOfRange(distances, l * classes, (l + 1) * classes);
            }
            draft.options.put("distanceMatrix", rows);
        }
    }

    /** Beside the labels of which it was learned, the file has the matrix itself. */
    private static boolean[][] adjacency(NDArray forbidden) {
        int classes = (int) forbidden.getShape().get(0);
        double[] pairs = Evaluation.doubles(forbidden);
        boolean[][] adjacency = new boolean[classes][classes];
        for (int k = 0; k < pairs.length; k++) {
            adjacency[k / classes][k % classes] = pairs[k] == 0;
        }
        return adjacency;
    }

    private static Plan plan(GoldenDraft draft) {
        double offset = draft.scoreNegated ? scoreWeight(draft) : 0;
        boolean weighsCrossEntropyOnly =
                draft.golden.parameters().path("variant").asText().startsWith("nnU-Net")
                        && draft.has("class_weights");
        if (weighsCrossEntropyOnly) {
            draft.other = sumOfParts(draft.options);
        }
        if (draft.parameter("lambda_way").asText().equals("0")) {
            draft.other = scaled(draft.options);
        }
        LossSpec spec = draft.other == null ? new LossSpec(draft.name, draft.options) : draft.other;
        return new Plan(spec, offset, draft.labelArrays);
    }

    /** What the scores of a perfect prediction come to, each with its weight. */
    private static double scoreWeight(GoldenDraft draft) {
        double weight =
                draft.name.equals("combo")
                        ? 1 - draft.parameter("alpha").asDouble()
                        : ((Number) draft.options.getOrDefault("weightDice", 1)).doubleValue();
        boolean summed = Boolean.TRUE.equals(draft.options.get("sumClasses"));
        boolean pooled = Boolean.TRUE.equals(draft.options.get("poolClasses"));
        return summed && !pooled ? weight * draft.channels() : weight;
    }

    /** The same as dice-ce, with class weights in the cross entropy only. */
    private static LossSpec sumOfParts(Map<String, Object> options) {
        Set<String> ofSum = Set.of("activation", "ignoreIndex");
        Set<String> ofWeights = Set.of("weightCrossEntropy", "weightDice");
        Set<String> ofCrossEntropy = Set.of("classWeights", "labelSmoothing", "normalization");
        Map<String, Object> sum = pick(options, ofSum);
        Map<String, Object> dice = new TreeMap<>(options);
        List.of(ofSum, ofWeights, ofCrossEntropy).forEach(dice.keySet()::removeAll);
        sum.put(
                "losses",
                List.of(
                        Map.of("name", "cross-entropy", "options", pick(options, ofCrossEntropy)),
                        Map.of("name", "dice", "options", dice)));
        sum.put(
                "weights",
                List.of(
                        options.getOrDefault("weightCrossEntropy", 1),
                        options.getOrDefault("weightDice", 1)));
        return new LossSpec("weighted-sum", sum);
    }

    /** Cross entropy + lambda x is 1 + lambda times a mix whose shares add up to 1. */
    private static LossSpec scaled(Map<String, Object> options) {
        Set<String> ofSum = Set.of("activation", "ignoreIndex");
        double scale = 1 + ((Number) options.get("lambda")).doubleValue();
        Map<String, Object> part = new TreeMap<>(options);
        part.keySet().removeAll(ofSum);
        part.put("lambda", 1 / scale);
        Map<String, Object> sum = pick(options, ofSum);
        sum.put("losses", List.of(Map.of("name", "region-mutual-information", "options", part)));
        sum.put("weights", List.of(scale));
        return new LossSpec("weighted-sum", sum);
    }

    private static Map<String, Object> pick(Map<String, Object> options, Set<String> names) {
        return options.entrySet().stream()
                .filter(e -> names.contains(e.getKey()))
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
    }
}

package org.segloss.proof;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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

    /** One parameter's meaning: writes options into a draft, or refuses the value. */
    private interface Translator {
        void apply(Draft draft, String parameter, JsonNode value);
    }

    /**
     * One loss of the manifests.
     *
     * @param name its name in the registry, unless a parameter says otherwise
     * @param fixed options that the loss's own name stands for
     * @param own parameters that mean something else than in {@link #SHARED}
     * @param labelArrays label arrays that every case of the loss has
     */
    private record Entry(
            String name,
            Map<String, Object> fixed,
            Map<String, Translator> own,
            Map<String, String> labelArrays) {

        Entry(String name) {
            this(name, Map.of(), Map.of(), Map.of());
        }
    }

    /** A specification in the making. */
    private static final class Draft {
        final GoldenCase golden;
        final NDList arrays;
        final Map<String, Object> options;
        final Map<String, String> labelArrays;
        String name;
        boolean scoreNegated;

        /** What the case is run by instead, if not null. */
        LossSpec other;

        Draft(GoldenCase golden, NDList arrays, Entry entry) {
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

    private static final String DISTANCE_MAP = "distance_map";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Translator NO_EFFECT = (draft, parameter, value) -> {};

    /** Parameters that mean the same in every loss. */
    private static final Map<String, Translator> SHARED =
            Map.ofEntries(
                    Map.entry("class_weights", GoldenMapping::classWeights),
                    Map.entry("ignore_index", option("ignoreIndex")),
                    Map.entry("include_background", option("includeBackground")),
                    Map.entry("reduction", words("reduction", "mean", "mean", "sum", "sum")),
                    Map.entry("label_smoothing", option("labelSmoothing")),
                    Map.entry(
                            "normalization",
                            words(
                                    "normalization",
                                    "weights",
                                    "weights",
                                    "voxels",
                                    "voxels",
                                    "elements",
                                    "elements",
                                    "none",
                                    "none")),
                    Map.entry(
                            "mean_over",
                            words("normalization", "voxels", "voxels", "elements", "elements")),
                    Map.entry("pos_weight", GoldenMapping::positiveWeights),
                    Map.entry("k_percent", option("percent")),
                    Map.entry("threshold", option("threshold")),
                    Map.entry("min_kept", option("minKept")),
                    Map.entry("gamma", option("gamma")),
                    Map.entry("epsilon", option("epsilon")),
                    Map.entry("alpha", GoldenMapping::focalAlpha),
                    Map.entry("squared_denominator", option("squared")),
                    Map.entry("batch", GoldenMapping::aggregation),
                    Map.entry("k", option("k")),
                    Map.entry(
                            "penalty_per_image",
                            (d, p, v) -> d.options.put("meanFirst", !v.asBoolean())),
                    Map.entry("smooth", GoldenMapping::smoothBoth),
                    Map.entry("smooth_nr", smoothing("smoothNumerator")),
                    Map.entry("smooth_dr", smoothing("smoothDenominator")),
                    Map.entry("denominator_floor", GoldenMapping::denominatorFloor),
                    Map.entry("log_loss", option("logLoss")),
                    Map.entry("absent_class", words("absentClass", "contributes 0", "zero")),
                    Map.entry("weight_map", GoldenMapping::weightMap),
                    Map.entry(
                            "mask_applied_to", (d, p, v) -> only(p, v, "probabilities and labels")),
                    Map.entry("sign", GoldenMapping::sign),
                    Map.entry("jaccard", GoldenMapping::jaccard),
                    Map.entry("ratio", GoldenMapping::ratio),
                    Map.entry("aggregate", GoldenMapping::aggregate),
                    Map.entry("dice_over", GoldenMapping::diceOver),
                    Map.entry("alpha_fp", tversky("alpha")),
                    Map.entry("beta_fn", tversky("beta")),
                    Map.entry("classes", option("classes")),
                    Map.entry("per_image", option("perImage")),
                    Map.entry("spacing", GoldenMapping::spacing),
                    Map.entry("distance_map_convention", option("convention")),
                    Map.entry("weight_dice", option("weightDice")),
                    Map.entry("lambda_dice", option("weightDice")),
                    Map.entry("weight_ce", option("weightCrossEntropy")),
                    Map.entry("lambda_ce", option("weightCrossEntropy")),
                    Map.entry(
                            "variant",
                            (d, p, v) ->
                                    only(p, v, "nnU-Net", "nnU-Net regions", "MONAI", "paper")),
                    // Two classes of nnU-Net with the same value.
                    Map.entry(
                            "dice_class",
                            (d, p, v) ->
                                    only(p, v, "SoftDiceLoss", "MemoryEfficientSoftDiceLoss")));

    private static final Map<String, Entry> LOSSES =
            Map.ofEntries(
                    Map.entry("cross_entropy", new Entry("cross-entropy")),
                    Map.entry("weighted_cross_entropy", new Entry("cross-entropy")),
                    Map.entry("binary_cross_entropy", new Entry("cross-entropy")),
                    Map.entry("label_smoothed_cross_entropy", new Entry("cross-entropy")),
                    Map.entry(
                            "soft_label_cross_entropy",
                            // PyTorch divides by the number of voxels where labels are soft.
                            new Entry(
                                    "cross-entropy",
                                    Map.of("normalization", "voxels"),
                                    Map.of(),
                                    Map.of())),
                    Map.entry("unet_weighted_cross_entropy", unet()),
                    Map.entry("topk_cross_entropy", new Entry("top-k")),
                    Map.entry("bootstrapped_cross_entropy", new Entry("top-k")),
                    Map.entry("focal_softmax", new Entry("focal")),
                    Map.entry("focal_sigmoid", new Entry("focal")),
                    Map.entry("soft_dice", new Entry("dice")),
                    Map.entry(
                            "masked_dice",
                            new Entry("dice", Map.of(), Map.of(), Map.of("mask", "weight_map"))),
                    Map.entry(
                            "soft_label_dice",
                            new Entry("dice", Map.of("softLabels", true), Map.of(), Map.of())),
                    Map.entry("jaccard", new Entry("jaccard")),
                    Map.entry("tversky", new Entry("tversky")),
                    Map.entry(
                            "asymmetric_similarity",
                            new Entry(
                                    "asymmetric-similarity",
                                    Map.of(),
                                    Map.of("beta", option("beta")),
                                    Map.of())),
                    Map.entry("focal_tversky", focalTversky()),
                    Map.entry("generalized_dice", generalizedDice("generalized-dice")),
                    Map.entry(
                            "penalty_generalized_dice",
                            generalizedDice("penalty-generalized-dice")),
                    Map.entry(
                            "generalized_wasserstein_dice",
                            new Entry(
                                    "generalized-wasserstein-dice",
                                    Map.of(),
                                    Map.of(
                                            "weighting",
                                            words("weighting", "default", "default", "GDL", "gdl")),
                                    Map.of())),
                    Map.entry("sensitivity_specificity", sensitivitySpecificity()),
                    Map.entry("log_cosh_dice", new Entry("log-cosh-dice")),
                    Map.entry(
                            "dice_plus_plus",
                            // The reference's epsilon is also where it clips p and g.
                            new Entry(
                                    "dice-plus-plus",
                                    Map.of(),
                                    Map.of("epsilon", option("epsilon")),
                                    Map.of())),
                    Map.entry("jaccard_metric", jaccardMetric()),
                    Map.entry("mcc", mcc()),
                    Map.entry("pearson_correlation", new Entry("pearson-correlation")),
                    Map.entry("lovasz_softmax", new Entry("lovasz-softmax")),
                    Map.entry("lovasz_hinge", new Entry("lovasz-hinge")),
                    Map.entry("dice_cross_entropy", new Entry("dice-ce")),
                    Map.entry(
                            "dice_topk",
                            new Entry(
                                    "dice-top-k",
                                    Map.of(),
                                    Map.of("weight_ce", option("weightTopK")),
                                    Map.of())),
                    Map.entry("dice_focal", diceFocal()),
                    Map.entry("combo", combo()),
                    Map.entry("exponential_logarithmic", exponentialLogarithmic()),
                    Map.entry("unified_focal", unifiedFocal()),
                    Map.entry("poly1_cross_entropy", new Entry("poly-1")),
                    Map.entry("poly1_focal", new Entry("poly-1-focal")),
                    Map.entry(
                            "margin_cross_entropy",
                            new Entry(
                                    "margin-ce",
                                    Map.of(),
                                    Map.of("margin", option("margin"), "alpha", option("alpha")),
                                    Map.of())),
                    Map.entry("nacl", nacl()),
                    Map.entry("distance_penalty_ce", distancePenalizedCrossEntropy()),
                    Map.entry("distance_penalty_dice", distancePenalizedDice()),
                    Map.entry("shape_aware", shapeAware()),
                    Map.entry(
                            "hausdorff_dt",
                            hausdorff(
                                    "hausdorff-dt",
                                    Map.of(
                                            "log",
                                            option("log"),
                                            "threshold",
                                            (d, p, v) -> only(p, v, "0.5")))),
                    Map.entry(
                            "hausdorff_er",
                            hausdorff("hausdorff-er", Map.of("erosions", option("erosions")))),
                    Map.entry(
                            "hausdorff_cv",
                            hausdorff(
                                    "hausdorff-cv",
                                    Map.of(
                                            "radii",
                                            option("radii"),
                                            "soft_threshold",
                                            (d, p, v) -> only(p, v, "relu(2x-1)"),
                                            "padding",
                                            (d, p, v) ->
                                                    only(
                                                            p,
                                                            v,
                                                            "outside the image counts as"
                                                                    + " background")))),
                    Map.entry("weighted_hausdorff", weightedHausdorff()),
                    Map.entry("boundary", new Entry("boundary")),
                    Map.entry("ssl", structuralSimilarity()),
                    Map.entry("rmi", regionMutualInformation()),
                    Map.entry("boundary_dou", boundaryDifferenceOverUnion()),
                    Map.entry("blob", blob()),
                    Map.entry("active_contour", activeContour()),
                    Map.entry("euler_elastica", eulerElastica()),
                    Map.entry("sdm_regression", signedDistanceRegression()),
                    Map.entry("non_adjacency", nonAdjacency()),
                    Map.entry("mumford_shah", levelSet()),
                    Map.entry(
                            "skeleton_recall",
                            new Entry(
                                    "skeleton-recall",
                                    Map.of(),
                                    Map.of("smooth", option("smooth"), "tube", option("tube")),
                                    Map.of("skeleton", "skeleton"))),
                    Map.entry(
                            "contour_dice",
                            new Entry(
                                    "contour-dice",
                                    Map.of(),
                                    Map.of(
                                            "tolerance",
                                            option("tolerance"),
                                            "smooth",
                                            option("smooth")),
                                    Map.of())),
                    Map.entry("soft_cldice", clDice()),
                    Map.entry("cldice_2019", clDiceOf2019()),
                    Map.entry(
                            "cbdice",
                            // The reference merges the classes of the foreground.
                            new Entry(
                                    "cb-dice",
                                    Map.of("mergeClasses", true),
                                    Map.of(
                                            "iterations",
                                            option("iterations"),
                                            "smooth",
                                            option("epsilon")),
                                    Map.of())),
                    Map.entry("topological", topological()),
                    Map.entry("betti_matching", bettiMatching()),
                    Map.entry("ssim", similarity("ssim")),
                    Map.entry("ms_ssim", similarity("ms-ssim")));

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
        Entry entry = LOSSES.get(golden.loss());
        Draft draft = new Draft(golden, arrays, entry);
        draft.options.put("activation", activation(golden));
        golden.parameters()
                .properties()
                .forEach(
                        parameter -> {
                            String name = parameter.getKey();
                            Translator translator =
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
    private static void distances(Draft draft) {
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

    private static Plan plan(Draft draft) {
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
    private static double scoreWeight(Draft draft) {
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

    /**
     * The stored weight map holds the class weights and the border term already; NiftyNet's
     * normalization by weights goes image by image.
     */
    private static Entry unet() {
        return new Entry(
                "cross-entropy",
                Map.of(),
                Map.of(
                        "class_weights",
                        NO_EFFECT,
                        "w0",
                        NO_EFFECT,
                        "sigma",
                        NO_EFFECT,
                        "border_term_on_background_only",
                        NO_EFFECT,
                        "normalization",
                        words(
                                "normalization",
                                "weights",
                                "image_weights",
                                "voxels",
                                "voxels",
                                "none",
                                "none")),
                Map.of("weight_map", "weight_map"));
    }

    /** Clipping the probabilities at 1e-7 moves the value by about as much. */
    private static Entry focalTversky() {
        return new Entry(
                "focal-tversky",
                Map.of(),
                Map.of(
                        "alpha_fp",
                        option("alpha"),
                        "beta_fn",
                        option("beta"),
                        "exponent",
                        option("exponent"),
                        "clip",
                        NO_EFFECT,
                        "aggregate",
                        (draft, parameter, value) -> {
                            String pooled = "one ratio over everything";
                            String meanFirst = "mean over classes, then power";
                            only(parameter, value, pooled, meanFirst, "per class");
                            draft.options.put("poolClasses", value.asText().equals(pooled));
                            draft.options.put("meanFirst", value.asText().equals(meanFirst));
                        }),
                Map.of());
    }

    /** The references smooth the weighted sums without normalizing the weights. */
    private static Entry generalizedDice(String name) {
        return new Entry(
                name,
                Map.of("normalizeWeights", false),
                Map.of(
                        "weight_type",
                        option("weighting"),
                        "absent_class_weight",
                        (draft, parameter, value) ->
                                only(parameter, value, "largest finite weight"),
                        // Acts only where a class has neither label nor prediction.
                        "class_volume_floor",
                        (draft, parameter, value) -> only(parameter, value, "1"),
                        // Another weight only of absent classes.
                        "weights",
                        (draft, parameter, value) -> only(parameter, value, "1/(volume+1e-10)^2"),
                        "smoothing",
                        (draft, parameter, value) -> {
                            only(parameter, value, "2*(sum wI + s)/(sum wU + s)");
                            double smooth = draft.golden.parameters().get("smooth").asDouble();
                            draft.options.put("smoothNumerator", 2 * smooth);
                        }),
                Map.of());
    }

    private static Entry jaccardMetric() {
        return new Entry(
                "jaccard-metric",
                Map.of(),
                Map.of(
                        "alpha_fp",
                        option("alpha"),
                        "beta_fn",
                        option("beta"),
                        "smooth",
                        option("smooth"),
                        "mIoUD",
                        option("mIoUD"),
                        "mIoUI",
                        option("mIoUI"),
                        "mIoUC",
                        option("mIoUC"),
                        "active_classes",
                        words("classes", "PRESENT", "present", "ALL", "all"),
                        // Labels say themselves what they are; a hard one is above any threshold.
                        "soft_labels",
                        NO_EFFECT,
                        "threshold",
                        NO_EFFECT),
                Map.of());
    }

    private static Entry mcc() {
        return new Entry(
                "mcc",
                Map.of(),
                Map.of(
                        "reduction",
                        words("aggregation", "batch", "batch", "sample", "image"),
                        "epsilon",
                        NO_EFFECT,
                        "epsilon_added_to",
                        (draft, parameter, value) -> {
                            String root = "product under the root";
                            only(parameter, value, root, "each count");
                            double epsilon = draft.parameter("epsilon").asDouble();
                            boolean underRoot = value.asText().equals(root);
                            draft.options.put("epsilon", underRoot ? epsilon : 0);
                            draft.options.put("smooth", underRoot ? 0 : epsilon);
                        }),
                Map.of());
    }

    /** A sum over the classes and mean over the images is the mean with weights of C. */
    private static Entry sensitivitySpecificity() {
        return new Entry(
                "sensitivity-specificity",
                Map.of(),
                Map.of(
                        "r",
                        option("r"),
                        "smooth",
                        option("smoothDenominator"),
                        "class_reduction",
                        GoldenMapping::sumClasses),
                Map.of());
    }

    /** AnatomyNet sums the Dice loss over classes and batch; its flags are weights of 0 and 1. */
    private static Entry diceFocal() {
        return new Entry(
                "dice-focal",
                Map.of(),
                Map.of(
                        "variant",
                        (draft, parameter, value) -> {
                            only(parameter, value, "MONAI", "AnatomyNet");
                            if (value.asText().equals("AnatomyNet")) {
                                draft.options.put("sumClasses", true);
                                draft.options.put("aggregation", "batch");
                                draft.options.put("smoothNumerator", 0);
                            }
                        },
                        "lambda",
                        option("weightFocal"),
                        "lambda_focal",
                        option("weightFocal"),
                        "alpha_fp",
                        (d, p, v) -> only(p, v, "0.5"),
                        "beta_fn",
                        (d, p, v) -> only(p, v, "0.5"),
                        "dice_epsilon",
                        (d, p, v) -> d.options.put("smoothDenominator", 2 * v.asDouble()),
                        // Acts on saturated voxels only, which are left out.
                        "clip",
                        (d, p, v) -> only(p, v, "1.0E-6"),
                        "class_flags",
                        GoldenMapping::classFlags),
                Map.of());
    }

    /** The authors' code counts what lies outside the image as background; no parameter says so. */
    private static Entry nacl() {
        return new Entry(
                "nacl",
                Map.of(),
                Map.of(
                        "alpha",
                        option("alpha"),
                        "distance",
                        (draft, parameter, value) -> {
                            only(parameter, value, "l1", "l2");
                            draft.options.put("squared", value.asText().equals("l2"));
                        },
                        "kernel_size",
                        option("kernelSize"),
                        "kernel",
                        (draft, parameter, value) -> {
                            only(parameter, value, "mean", "gaussian");
                            if (value.asText().equals("gaussian")) {
                                draft.options.put("sigma", draft.parameter("sigma").asDouble());
                            }
                            String reference = draft.golden.column("reference").asText();
                            draft.options.put("padBackground", reference.endsWith("(authors)"));
                        },
                        // Of the gaussian alone.
                        "sigma",
                        NO_EFFECT),
                Map.of());
    }

    /** The paper subtracts the Dice score. */
    private static Entry combo() {
        return new Entry(
                "combo",
                Map.of(),
                Map.of(
                        "alpha",
                        option("alpha"),
                        "beta",
                        option("beta"),
                        "smooth",
                        (draft, parameter, value) -> {
                            draft.scoreNegated = true;
                            smoothBoth(draft, parameter, value);
                        },
                        "dice_reduction",
                        GoldenMapping::sumClasses,
                        // Acts on saturated voxels only, which are left out.
                        "clip",
                        NO_EFFECT,
                        "variant",
                        GoldenMapping::comboOfYeung),
                Map.of());
    }

    /**
     * Two classes with a softmax, whose cross entropy Yeung weighs by beta on the background; under
     * softmax both classes of combo have one beta, so this is a sum of other parts.
     */
    private static void comboOfYeung(Draft draft, String parameter, JsonNode value) {
        only(parameter, value, "unified-focal-loss repository, binary softmax");
        double alpha = draft.parameter("alpha").asDouble();
        double beta = draft.parameter("beta").asDouble();
        draft.scoreNegated = true;
        Map<String, Object> crossEntropy =
                Map.of("classWeights", List.of(beta, 1 - beta), "normalization", "voxels");
        Map<String, Object> dice = Map.of("smoothNumerator", 1e-6, "smoothDenominator", 1e-6);
        draft.other =
                new LossSpec(
                        "weighted-sum",
                        Map.of(
                                "activation",
                                draft.golden.activation(),
                                "losses",
                                List.of(
                                        Map.of("name", "cross-entropy", "options", crossEntropy),
                                        Map.of("name", "dice", "options", dice)),
                                "weights",
                                List.of(alpha, 1 - alpha)));
    }

    /** The Dice part alone is a focal Tversky loss of logarithms, whose flags are class weights. */
    private static Entry exponentialLogarithmic() {
        return new Entry(
                "exponential-logarithmic",
                Map.of(),
                Map.of(
                        "w_dice",
                        option("weightDice"),
                        "w_ce",
                        option("weightCrossEntropy"),
                        "gamma",
                        option("gammaDice"),
                        "gamma_dice",
                        option("gammaDice"),
                        "gamma_ce",
                        option("gammaCrossEntropy"),
                        "class_weights",
                        (draft, parameter, value) -> {
                            if (!value.asText().equals("from labels: sqrt(sum f / f_l)")) {
                                classWeights(draft, parameter, value);
                            }
                        },
                        "epsilon",
                        option("smoothDenominator"),
                        // Acts on saturated voxels only.
                        "clip",
                        NO_EFFECT,
                        "class_flags",
                        GoldenMapping::flaggedDice,
                        "variant",
                        GoldenMapping::exponentialVariant),
                Map.of());
    }

    private static void exponentialVariant(Draft draft, String parameter, JsonNode value) {
        String dicePart = "IBM ExpDiceLoss (Dice part only)";
        String flagged = "AnatomyNet explogdice_wmask";
        only(parameter, value, "SegLoss", dicePart, flagged);
        if (value.asText().equals("SegLoss")) {
            draft.options.put("meanFirst", true);
            draft.options.put("gammaCrossEntropy", 1);
            draft.options.put("classWeights", Collections.nCopies(draft.channels(), 1));
        } else {
            draft.options.put("weightDice", 1);
            draft.options.put("weightCrossEntropy", 0);
            draft.options.put("smoothNumerator", 0);
        }
    }

    private static void flaggedDice(Draft draft, String parameter, JsonNode value) {
        List<Double> flags = draft.numbers(parameter, value);
        double mean = flags.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        draft.other =
                new LossSpec(
                        "focal-tversky",
                        Map.of(
                                "activation",
                                draft.golden.activation(),
                                "aggregation",
                                "batch",
                                "logLoss",
                                true,
                                "alpha",
                                0.5,
                                "beta",
                                0.5,
                                "exponent",
                                draft.parameter("gamma").asDouble(),
                                "smoothNumerator",
                                0,
                                "smoothDenominator",
                                1e-7,
                                "classWeights",
                                flags.stream().map(flag -> flag / mean).toList()));
    }

    /** In the authors' code lambda is the weight of the Tversky part. */
    private static Entry unifiedFocal() {
        return new Entry(
                "unified-focal",
                Map.of(),
                Map.of(
                        "lambda",
                        (draft, parameter, value) -> {
                            boolean focal =
                                    draft.parameter("lambda_multiplies").asText().equals("focal");
                            double lambda = value.asDouble();
                            draft.options.put("weight", focal ? lambda : 1 - lambda);
                        },
                        "lambda_multiplies",
                        (d, p, v) -> only(p, v, "focal", "tversky"),
                        "part",
                        (draft, parameter, value) -> {
                            only(parameter, value, "focal", "tversky");
                            draft.options.put("weight", value.asText().equals("focal") ? 1 : 0);
                        },
                        "delta",
                        option("delta"),
                        "asymmetric",
                        option("asymmetric"),
                        "epsilon",
                        GoldenMapping::smoothBoth),
                Map.of());
    }

    private static Entry distancePenalizedCrossEntropy() {
        return new Entry(
                "distance-penalized-ce",
                Map.of(),
                Map.of("weight", (d, p, v) -> only(p, v, "1 + normalised inverse distance")),
                Map.of());
    }

    /** SegLoss has two classes, counts the foreground, and returns -score. */
    private static Entry distancePenalizedDice() {
        return new Entry(
                "distance-penalized-dice",
                Map.of("includeBackground", false),
                Map.of(
                        "smooth",
                        (draft, parameter, value) -> {
                            smoothBoth(draft, parameter, value);
                            draft.scoreNegated = true;
                        }),
                Map.of());
    }

    private static Entry shapeAware() {
        return new Entry(
                "shape-aware",
                Map.of(),
                Map.of(
                        "weight",
                        option("weight"),
                        "empty_distance",
                        (draft, parameter, value) -> only(parameter, value, "image diagonal")),
                Map.of());
    }

    /** The form of the cross entropy follows from the activation. */
    private static Entry structuralSimilarity() {
        return new Entry(
                "structural-similarity",
                Map.of(),
                Map.of(
                        "window",
                        option("window"),
                        "sigma",
                        option("sigma"),
                        "c4",
                        option("c4"),
                        "beta",
                        option("beta"),
                        "lambda",
                        option("lambda"),
                        "detach_weight",
                        option("detachWeight"),
                        "padding",
                        (draft, parameter, value) -> only(parameter, value, "replicate"),
                        "cross_entropy",
                        (draft, parameter, value) ->
                                only(
                                        parameter,
                                        value,
                                        draft.golden.activation().equals("softmax")
                                                ? "softmax"
                                                : "bce per class")),
                Map.of());
    }

    /** The references count every class, but for the background where it is left out. */
    private static Entry hausdorff(String name, Map<String, Translator> own) {
        Map<String, Translator> all = new TreeMap<>(own);
        all.put("alpha", option("alpha"));
        return new Entry(name, Map.of("classes", "all"), all, Map.of());
    }

    /** The points in the file are those of the labels. */
    private static Entry weightedHausdorff() {
        return new Entry(
                "weighted-hausdorff",
                Map.of(),
                Map.of(
                        "p",
                        option("alpha"),
                        "version",
                        option("version"),
                        "points",
                        words("points", "filled", "filled", "boundary", "boundary"),
                        "eps",
                        (d, p, v) -> only(p, v, "1.0E-6"),
                        // The exponent of the probabilities in version 1.
                        "alpha",
                        (d, p, v) -> only(p, v, "4")),
                Map.of());
    }

    private static Entry boundaryDifferenceOverUnion() {
        return new Entry(
                "boundary-dou",
                Map.of(),
                Map.of(
                        "smooth",
                        option("smooth"),
                        "max_alpha",
                        option("maxAlpha"),
                        "reduction",
                        words("aggregation", "sums over batch, mean over classes", "batch")),
                Map.of());
    }

    /** The paper's sign, and a map for every channel by itself. */
    private static Entry signedDistanceRegression() {
        return new Entry(
                "signed-distance-regression",
                Map.of("negativeInside", true),
                Map.of(
                        "mode",
                        (draft, parameter, value) -> {
                            only(parameter, value, "l1", "l1+product", "full");
                            draft.options.put("product", !value.asText().equals("l1"));
                            draft.options.putIfAbsent("k", 0);
                            draft.options.putIfAbsent("weight", 1);
                        },
                        "smooth",
                        option("smooth"),
                        "weight",
                        option("weight"),
                        "heaviside_k",
                        option("k")),
                Map.of());
    }

    private static Entry activeContour() {
        return contours(
                "active-contour",
                Map.of(
                        "gradient",
                        words(
                                "length",
                                "forward_aligned",
                                "forward",
                                "keras_shifted",
                                "shifted",
                                "central",
                                "central",
                                "minmax_pool",
                                "pooling",
                                "sobel3d_minmax_normalised",
                                "sobel"),
                        "length_weight",
                        option("weightLength"),
                        "eps",
                        option("epsilon")));
    }

    /** A further weight multiplies a and b. */
    private static Entry eulerElastica() {
        Translator weighed =
                (draft, parameter, value) ->
                        draft.options.put(
                                parameter,
                                value.asDouble() * draft.parameter("length_weight").asDouble(1));
        return contours(
                "euler-elastica",
                Map.of(
                        "gradient",
                        (d, p, v) -> only(p, v, "central"),
                        "length_weight",
                        NO_EFFECT,
                        "a",
                        weighed,
                        "b",
                        weighed,
                        "beta",
                        option("epsilon")));
    }

    private static Entry contours(String name, Map<String, Translator> own) {
        Map<String, Translator> all = new TreeMap<>(own);
        all.put("lambda", option("lambda"));
        all.put("mu", option("mu"));
        return new Entry(name, Map.of(), all, Map.of());
    }

    /** Every pair counts the product of two class weights, which gives the weight of the loss. */
    private static Entry nonAdjacency() {
        return new Entry(
                "non-adjacency",
                Map.of(),
                Map.of(
                        "kernel",
                        (draft, parameter, value) -> only(parameter, value, "3"),
                        "weight",
                        (draft, parameter, value) ->
                                draft.options.put(
                                        "classWeights",
                                        Collections.nCopies(
                                                draft.channels(), Math.sqrt(value.asDouble()))),
                        "normalisation",
                        (draft, parameter, value) ->
                                only(parameter, value, "number of forbidden ordered pairs")),
                Map.of());
    }

    /** Beside the sum of the energy the reference takes the mean of the cross entropy. */
    private static Entry levelSet() {
        return new Entry(
                "level-set",
                Map.of("supervised", false),
                Map.of(
                        "tv_weight",
                        option("beta"),
                        "penalty",
                        (draft, parameter, value) -> {
                            only(parameter, value, "l1", "l2");
                            draft.options.put("squared", value.asText().equals("l2"));
                        },
                        "weight",
                        (draft, parameter, value) -> {
                            double numbers = draft.arrays.get("logits").size();
                            double count = sumBesideMean(draft) ? numbers / draft.channels() : 1;
                            draft.options.put("weight", value.asDouble() * count);
                        },
                        "reduction",
                        (draft, parameter, value) -> {
                            only(parameter, value, "mean", "sum");
                            String whole = sumBesideMean(draft) ? "mean" : value.asText();
                            draft.options.put("reduction", whole);
                        },
                        "supervised_ce",
                        (draft, parameter, value) -> {
                            draft.options.put("supervised", value.asBoolean());
                            if (value.asBoolean() && draft.arrays.get("labelled") != null) {
                                labelledImages(draft);
                            }
                        }),
                Map.of("image", "image"));
    }

    private static boolean sumBesideMean(Draft draft) {
        return draft.parameter("supervised_ce").asBoolean()
                && draft.parameter("reduction").asText().equals("sum");
    }

    /** The file says which images have labels: the voxels of the others weigh nothing. */
    private static void labelledImages(Draft draft) {
        NDArray labelled = draft.arrays.get("labelled");
        Shape shape = draft.arrays.get("logits").getShape();
        double[] images = Evaluation.doubles(labelled.toType(DataType.FLOAT32, false));
        int voxels = (int) shape.slice(2).size();
        double[] weights =
                IntStream.range(0, images.length * voxels)
                        .mapToDouble(i -> images[i / voxels])
                        .toArray();
        NDArray map =
                labelled.getManager()
                        .create(weights, new Shape(images.length).addAll(shape.slice(2)));
        map.setName("weight_map");
        draft.arrays.add(map);
        draft.labelArrays.put("weight_map", "weight_map");
    }

    /** Terms on logits are masked by a logit of 0, those on probabilities by one of them. */
    private static Entry blob() {
        return new Entry(
                "blob",
                Map.of(),
                Map.of(
                        "terms",
                        (draft, parameter, value) -> {
                            List<Object> terms = new ArrayList<>();
                            value.forEach(term -> terms.add(blobTerm(draft, parameter, term)));
                            draft.options.put("losses", terms);
                        },
                        "main_weight",
                        blobWeight("mainWeight", "blob_weight"),
                        "blob_weight",
                        blobWeight("blobWeight", "main_weight"),
                        "dice_smooth_nr",
                        NO_EFFECT,
                        "dice_smooth_dr",
                        NO_EFFECT,
                        "components",
                        (draft, parameter, value) -> only(parameter, value, "26/8-connected"),
                        "masked_logit",
                        (draft, parameter, value) -> {
                            require(value.asDouble() == 0, parameter, value, "0");
                            draft.options.put("masking", "neutral");
                        },
                        "masked_probability",
                        (draft, parameter, value) -> {
                            require(value.asDouble() == 0, parameter, value, "0");
                            draft.options.put("masking", "background");
                        }),
                Map.of("components", "components"));
    }

    private static Object blobTerm(Draft draft, String parameter, JsonNode term) {
        only(parameter, term, "dice", "dice_on_probabilities", "bce");
        if (term.asText().equals("bce")) {
            return "cross-entropy";
        }
        Map<String, Object> smoothing =
                Map.of(
                        "smoothNumerator",
                        draft.parameter("dice_smooth_nr").asDouble(),
                        "smoothDenominator",
                        draft.parameter("dice_smooth_dr").asDouble());
        return Map.of("name", "dice", "options", smoothing);
    }

    /** The reference does not apply a weight where the other one is 0. */
    private static Translator blobWeight(String option, String other) {
        return (draft, parameter, value) -> {
            boolean alone = value.asDouble() > 0 && draft.parameter(other).asDouble() == 0;
            draft.options.put(option, alone ? 1 : value.asDouble());
        };
    }

    /**
     * Without alpha there is no Dice; the authors smooth it by 1, MONAI as the skeletons' shares.
     */
    private static Entry clDice() {
        return new Entry(
                "soft-cldice",
                Map.of("alpha", 1, "classes", "all"),
                Map.of(
                        "iterations",
                        option("iterations"),
                        "alpha",
                        option("alpha"),
                        "exclude_background",
                        (d, p, v) -> d.options.put("includeBackground", !v.asBoolean()),
                        "smooth",
                        (draft, parameter, value) -> {
                            String reference = draft.golden.column("reference").asText();
                            boolean monai = reference.startsWith("Project-MONAI");
                            draft.options.put("epsilon", value.asDouble());
                            draft.options.put("smooth", monai ? value.asDouble() : 1);
                        }),
                Map.of());
    }

    private static Entry clDiceOf2019() {
        return new Entry(
                "soft-cldice",
                Map.of(
                        "skeleton",
                        "contours",
                        "alpha",
                        1,
                        "classes",
                        "all",
                        "aggregation",
                        "image",
                        "poolClasses",
                        false),
                Map.of("iterations", option("iterations"), "smooth", option("epsilon")),
                Map.of());
    }

    private static Entry topological() {
        return new Entry(
                "topological",
                Map.of(),
                Map.of(
                        "dimensions",
                        option("dimensions"),
                        "patch_size",
                        option("patchSize"),
                        "persistence_threshold",
                        option("minPersistence"),
                        "perfect_threshold",
                        option("maxPersistence"),
                        "filtration",
                        (d, p, v) -> only(p, v, "superlevel"),
                        "cells",
                        (d, p, v) -> only(p, v, "top-dimensional"),
                        "include_essential",
                        (d, p, v) -> only(p, v, "true"),
                        "include_background",
                        (d, p, v) -> d.options.put("classes", v.asBoolean() ? "all" : "foreground"),
                        "reduction",
                        (draft, parameter, value) ->
                                only(
                                        parameter,
                                        value,
                                        "sum over patches and pairs, mean over batch and channel")),
                Map.of());
    }

    private static Entry bettiMatching() {
        return new Entry(
                "betti-matching",
                Map.of(),
                Map.of(
                        "filtration",
                        option("filtration"),
                        "comparison",
                        (d, p, v) -> only(p, v, "union"),
                        "relative",
                        option("relative"),
                        "construction",
                        (d, p, v) -> only(p, v, "V"),
                        "dimensions",
                        option("dimensions")),
                Map.of());
    }

    /** A larger range of the data is a larger k. */
    private static Entry similarity(String name) {
        Translator steadied =
                (draft, parameter, value) ->
                        draft.options.put(
                                parameter,
                                value.asDouble() * draft.parameter("data_range").asDouble(1));
        return new Entry(
                name,
                Map.of(),
                Map.of(
                        "window",
                        option("windowSize"),
                        "sigma",
                        option("sigma"),
                        "kernel",
                        option("kernel"),
                        "k1",
                        steadied,
                        "k2",
                        steadied,
                        "data_range",
                        NO_EFFECT,
                        "weights",
                        option("weights"),
                        "downsampling",
                        (d, p, v) -> only(p, v, "average pooling by 2"),
                        "padding",
                        (d, p, v) -> only(p, v, "none (valid)")),
                Map.of());
    }

    /** The authors take the sigmoid for the maps, also where their cross entropy is softmax. */
    private static Entry regionMutualInformation() {
        return new Entry(
                "region-mutual-information",
                Map.of(),
                Map.of(
                        "radius",
                        option("radius"),
                        "pool_size",
                        option("poolSize"),
                        "pool_way",
                        words("pooling", "max", "max", "avg", "average"),
                        "lambda",
                        option("lambda"),
                        "lambda_way",
                        (draft, parameter, value) -> only(parameter, value, "0", "1"),
                        "position_alpha",
                        option("alpha"),
                        "cross_entropy",
                        (draft, parameter, value) -> {
                            only(parameter, value, "bce", "softmax");
                            boolean softmax = value.asText().equals("softmax");
                            draft.options.put("activation", softmax ? "softmax" : "sigmoid");
                            draft.options.put("sigmoidMaps", softmax);
                        },
                        "clip_min",
                        (draft, parameter, value) ->
                                require(
                                        value.asDouble() <= 1e-5,
                                        parameter,
                                        value,
                                        "at most 1e-5, else the maps change")),
                Map.of());
    }

    private static Translator option(String option) {
        return (draft, parameter, value) ->
                draft.options.put(option, JSON.convertValue(value, Object.class));
    }

    /** A word of the manifest, each followed by the word of this library. */
    private static Translator words(String option, String... pairs) {
        return (draft, parameter, value) -> {
            List<String> words = List.of(pairs);
            for (int i = 0; i < pairs.length; i += 2) {
                if (words.get(i).equals(value.asText())) {
                    draft.options.put(option, words.get(i + 1));
                    return;
                }
            }
            require(false, parameter, value, "one of " + words);
        };
    }

    private static void classWeights(Draft draft, String parameter, JsonNode value) {
        require(
                !draft.has("denominator_floor"),
                parameter,
                value,
                "none: segmentation_models.pytorch divides by the sum of the weights");
        List<Double> weights = new ArrayList<>(draft.numbers(parameter, value));
        if (weights.size() == 1) {
            weights = new ArrayList<>(Collections.nCopies(draft.channels(), weights.get(0)));
        }
        if (weights.size() == draft.channels() - 1) {
            // MONAI weighs the classes that take part; the background's weight is not read.
            weights.add(0, 1.0);
        }
        draft.options.put("classWeights", weights);
    }

    /** Which classes are annotated: a factor of their weights. */
    private static void classFlags(Draft draft, String parameter, JsonNode value) {
        List<Double> flags = draft.numbers(parameter, value);
        List<Double> weights = draft.numbers("class_weights", draft.parameter("class_weights"));
        draft.options.put(
                "classWeights",
                IntStream.range(0, flags.size())
                        .mapToObj(c -> flags.get(c) * weights.get(c))
                        .toList());
    }

    private static void positiveWeights(Draft draft, String parameter, JsonNode value) {
        List<Double> weights = draft.numbers(parameter, value);
        draft.options.put(
                "positiveWeights",
                weights.size() == 1
                        ? Collections.nCopies(draft.channels(), weights.get(0))
                        : weights);
    }

    private static void focalAlpha(Draft draft, String parameter, JsonNode value) {
        List<Double> alpha = draft.numbers(parameter, value);
        // fvcore writes "no alpha" as -1.
        if (alpha.get(0) >= 0) {
            draft.options.put("alpha", alpha);
        }
    }

    private static void aggregation(Draft draft, String parameter, JsonNode value) {
        draft.options.put("aggregation", value.asBoolean() ? "batch" : "image");
    }

    private static Translator smoothing(String option) {
        return (draft, parameter, value) ->
                draft.options.put(option, value.asDouble() * smoothingScale(draft));
    }

    private static void smoothBoth(Draft draft, String parameter, JsonNode value) {
        smoothing("smoothNumerator").apply(draft, parameter, value);
        smoothing("smoothDenominator").apply(draft, parameter, value);
    }

    /**
     * segmentation_models.pytorch (known by its denominator floor) smooths half of the Dice ratio;
     * MONAI smooths twice the Jaccard ratio unless the manifest writes another one.
     */
    private static double smoothingScale(Draft draft) {
        boolean halved = draft.has("denominator_floor");
        boolean jaccard =
                draft.name.equals("jaccard")
                        || draft.golden.parameters().path("jaccard").asBoolean();
        if (jaccard) {
            return halved || draft.has("ratio") ? 1 : 0.5;
        }
        return halved && draft.name.equals("dice") ? 2 : 1;
    }

    /** Acts only where a class has neither label nor prediction, and the numerator is 0 too. */
    private static void denominatorFloor(Draft draft, String parameter, JsonNode value) {
        require(value.asDouble() <= 1e-3, parameter, value, "at most 1e-3, else the ratio changes");
    }

    private static void weightMap(Draft draft, String parameter, JsonNode value) {
        if (value.asBoolean()) {
            draft.labelArrays.put("weight_map", "weight_map");
        }
    }

    private static void sign(Draft draft, String parameter, JsonNode value) {
        only(
                parameter,
                value,
                "-dice",
                "-jaccard",
                "-tversky",
                "-f",
                "-gd",
                "1-dice",
                "1-jaccard",
                "1-tversky");
        draft.scoreNegated = value.asText().startsWith("-");
    }

    private static void jaccard(Draft draft, String parameter, JsonNode value) {
        if (value.asBoolean()) {
            draft.name = "jaccard";
        }
    }

    private static Translator tversky(String option) {
        return (draft, parameter, value) -> {
            draft.name = "tversky";
            draft.options.put(option, value.asDouble());
        };
    }

    private static void ratio(Draft draft, String parameter, JsonNode value) {
        String pooled = "sum(pg)/sum(p+g-pg), all foreground channels pooled";
        only(parameter, value, "(I+s)/(U+s)", pooled);
        draft.options.put("poolClasses", value.asText().equals(pooled));
    }

    private static void aggregate(Draft draft, String parameter, JsonNode value) {
        only(parameter, value, "one ratio over all classes");
        draft.options.put("poolClasses", true);
    }

    private static void diceOver(Draft draft, String parameter, JsonNode value) {
        only(parameter, value, "one ratio over all elements", "flat", "batch", "image");
        boolean perClass = List.of("batch", "image").contains(value.asText());
        draft.options.put("poolClasses", !perClass);
        draft.options.put("aggregation", value.asText().equals("image") ? "image" : "batch");
    }

    private static void sumClasses(Draft draft, String parameter, JsonNode value) {
        only(parameter, value, "mean", "sum");
        draft.options.put("sumClasses", value.asText().equals("sum"));
    }

    private static void spacing(Draft draft, String parameter, JsonNode value) {
        draft.options.put("spacing", draft.numbers(parameter, value));
    }

    private static void only(String parameter, JsonNode value, String... allowed) {
        require(
                List.of(allowed).contains(value.asText()),
                parameter,
                value,
                "one of " + List.of(allowed));
    }

    private static void require(boolean met, String parameter, JsonNode value, String allowed) {
        if (!met) {
            throw new IllegalArgumentException(
                    "parameter '"
                            + parameter
                            + "' = "
                            + value
                            + " has no translation: known is "
                            + allowed);
        }
    }
}

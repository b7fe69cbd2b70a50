package org.segloss.proof;

import static org.segloss.proof.GoldenParameters.smoothBoth;
import static org.segloss.proof.GoldenTranslator.NO_EFFECT;
import static org.segloss.proof.GoldenTranslator.only;
import static org.segloss.proof.GoldenTranslator.option;
import static org.segloss.proof.GoldenTranslator.words;

import java.util.Map;

/** The losses of overlap in the manifests. */
final class GoldenRegionLosses {

    static final Map<String, GoldenLoss> LOSSES =
            Map.ofEntries(
                    Map.entry("soft_dice", new GoldenLoss("dice")),
                    Map.entry(
                            "masked_dice",
                            new GoldenLoss(
                                    "dice", Map.of(), Map.of(), Map.of("mask", "weight_map"))),
                    Map.entry(
                            "soft_label_dice",
                            new GoldenLoss("dice", Map.of("softLabels", true), Map.of(), Map.of())),
                    Map.entry("jaccard", new GoldenLoss("jaccard")),
                    Map.entry("tversky", new GoldenLoss("tversky")),
                    Map.entry(
                            "asymmetric_similarity",
                            new GoldenLoss(
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
                            new GoldenLoss(
                                    "generalized-wasserstein-dice",
                                    Map.of(),
                                    Map.of(
                                            "weighting",
                                            words("weighting", "default", "default", "GDL", "gdl")),
                                    Map.of())),
                    Map.entry("sensitivity_specificity", sensitivitySpecificity()),
                    Map.entry("log_cosh_dice", new GoldenLoss("log-cosh-dice")),
                    Map.entry(
                            "dice_plus_plus",
                            // The reference's epsilon is also where it clips p and g.
                            new GoldenLoss(
                                    "dice-plus-plus",
                                    Map.of(),
                                    Map.of("epsilon", option("epsilon")),
                                    Map.of())),
                    Map.entry("jaccard_metric", jaccardMetric()),
                    Map.entry("mcc", mcc()),
                    Map.entry("pearson_correlation", new GoldenLoss("pearson-correlation")),
                    Map.entry("lovasz_softmax", new GoldenLoss("lovasz-softmax")),
                    Map.entry("lovasz_hinge", new GoldenLoss("lovasz-hinge")),
                    Map.entry("distance_penalty_dice", distancePenalizedDice()));

    private GoldenRegionLosses() {}

    /** Clipping the probabilities at 1e-7 moves the value by about as much. */
    private static GoldenLoss focalTversky() {
        return new GoldenLoss(
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
    private static GoldenLoss generalizedDice(String name) {
        return new GoldenLoss(
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

    private static GoldenLoss jaccardMetric() {
        return new GoldenLoss(
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

    private static GoldenLoss mcc() {
        return new GoldenLoss(
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
    private static GoldenLoss sensitivitySpecificity() {
        return new GoldenLoss(
                "sensitivity-specificity",
                Map.of(),
                Map.of(
                        "r",
                        option("r"),
                        "smooth",
                        option("smoothDenominator"),
                        "class_reduction",
                        GoldenParameters::sumClasses),
                Map.of());
    }

    /** SegLoss has two classes, counts the foreground, and returns -score. */
    private static GoldenLoss distancePenalizedDice() {
        return new GoldenLoss(
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
}

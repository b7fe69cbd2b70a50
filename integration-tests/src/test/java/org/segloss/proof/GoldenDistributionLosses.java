package org.segloss.proof;

import static org.segloss.proof.GoldenTranslator.NO_EFFECT;
import static org.segloss.proof.GoldenTranslator.only;
import static org.segloss.proof.GoldenTranslator.option;
import static org.segloss.proof.GoldenTranslator.words;

import java.util.Map;

/** The losses of single voxels in the manifests. */
final class GoldenDistributionLosses {

    static final Map<String, GoldenLoss> LOSSES =
            Map.ofEntries(
                    Map.entry("cross_entropy", new GoldenLoss("cross-entropy")),
                    Map.entry("weighted_cross_entropy", new GoldenLoss("cross-entropy")),
                    Map.entry("binary_cross_entropy", new GoldenLoss("cross-entropy")),
                    Map.entry("label_smoothed_cross_entropy", new GoldenLoss("cross-entropy")),
                    Map.entry(
                            "soft_label_cross_entropy",
                            // PyTorch divides by the number of voxels where labels are soft.
                            new GoldenLoss(
                                    "cross-entropy",
                                    Map.of("normalization", "voxels"),
                                    Map.of(),
                                    Map.of())),
                    Map.entry("unet_weighted_cross_entropy", unet()),
                    Map.entry("topk_cross_entropy", new GoldenLoss("top-k")),
                    Map.entry("bootstrapped_cross_entropy", new GoldenLoss("top-k")),
                    Map.entry("focal_softmax", new GoldenLoss("focal")),
                    Map.entry("focal_sigmoid", new GoldenLoss("focal")),
                    Map.entry("poly1_cross_entropy", new GoldenLoss("poly-1")),
                    Map.entry("poly1_focal", new GoldenLoss("poly-1-focal")),
                    Map.entry(
                            "margin_cross_entropy",
                            new GoldenLoss(
                                    "margin-ce",
                                    Map.of(),
                                    Map.of("margin", option("margin"), "alpha", option("alpha")),
                                    Map.of())),
                    Map.entry("nacl", nacl()),
                    Map.entry("distance_penalty_ce", distancePenalizedCrossEntropy()),
                    Map.entry("shape_aware", shapeAware()));

    private GoldenDistributionLosses() {}

    /**
     * The stored weight map holds the class weights and the border term already; NiftyNet's
     * normalization by weights goes image by image.
     */
    private static GoldenLoss unet() {
        return new GoldenLoss(
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

    /** The authors' code counts what lies outside the image as background; no parameter says so. */
    private static GoldenLoss nacl() {
        return new GoldenLoss(
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

    private static GoldenLoss distancePenalizedCrossEntropy() {
        return new GoldenLoss(
                "distance-penalized-ce",
                Map.of(),
                Map.of("weight", (d, p, v) -> only(p, v, "1 + normalised inverse distance")),
                Map.of());
    }

    private static GoldenLoss shapeAware() {
        return new GoldenLoss(
                "shape-aware",
                Map.of(),
                Map.of(
                        "weight",
                        option("weight"),
                        "empty_distance",
                        (draft, parameter, value) -> only(parameter, value, "image diagonal")),
                Map.of());
    }
}

package org.segloss.proof;

import static org.segloss.proof.GoldenTranslator.NO_EFFECT;
import static org.segloss.proof.GoldenTranslator.only;
import static org.segloss.proof.GoldenTranslator.option;
import static org.segloss.proof.GoldenTranslator.require;
import static org.segloss.proof.GoldenTranslator.words;

import java.util.Collections;
import java.util.Map;

/** The losses of structure in the manifests. */
final class GoldenStructureLosses {

    static final Map<String, GoldenLoss> LOSSES =
            Map.ofEntries(
                    Map.entry("ssl", structuralSimilarity()),
                    Map.entry("rmi", regionMutualInformation()),
                    Map.entry("non_adjacency", nonAdjacency()),
                    Map.entry(
                            "skeleton_recall",
                            new GoldenLoss(
                                    "skeleton-recall",
                                    Map.of(),
                                    Map.of("smooth", option("smooth"), "tube", option("tube")),
                                    Map.of("skeleton", "skeleton"))),
                    Map.entry("soft_cldice", clDice()),
                    Map.entry("cldice_2019", clDiceOf2019()),
                    Map.entry(
                            "cbdice",
                            // The reference merges the classes of the foreground.
                            new GoldenLoss(
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

    private GoldenStructureLosses() {}

    /** The form of the cross entropy follows from the activation. */
    private static GoldenLoss structuralSimilarity() {
        return new GoldenLoss(
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

    /** Every pair counts the product of two class weights, which gives the weight of the loss. */
    private static GoldenLoss nonAdjacency() {
        return new GoldenLoss(
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

    /**
     * Without alpha there is no Dice; the authors smooth it by 1, MONAI as the skeletons' shares.
     */
    private static GoldenLoss clDice() {
        return new GoldenLoss(
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

    private static GoldenLoss clDiceOf2019() {
        return new GoldenLoss(
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

    private static GoldenLoss topological() {
        return new GoldenLoss(
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

    private static GoldenLoss bettiMatching() {
        return new GoldenLoss(
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
    private static GoldenLoss similarity(String name) {
        GoldenTranslator steadied =
                (draft, parameter, value) ->
                        draft.options.put(
                                parameter,
                                value.asDouble() * draft.parameter("data_range").asDouble(1));
        return new GoldenLoss(
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
    private static GoldenLoss regionMutualInformation() {
        return new GoldenLoss(
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
}

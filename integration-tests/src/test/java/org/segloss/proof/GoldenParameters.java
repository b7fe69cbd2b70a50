package org.segloss.proof;

import static org.segloss.proof.GoldenTranslator.only;
import static org.segloss.proof.GoldenTranslator.option;
import static org.segloss.proof.GoldenTranslator.require;
import static org.segloss.proof.GoldenTranslator.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Parameters that mean the same in every loss. */
final class GoldenParameters {

    /** Parameters that mean the same in every loss. */
    static final Map<String, GoldenTranslator> SHARED =
            Map.ofEntries(
                    Map.entry("class_weights", GoldenParameters::classWeights),
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
                    Map.entry("pos_weight", GoldenParameters::positiveWeights),
                    Map.entry("k_percent", option("percent")),
                    Map.entry("threshold", option("threshold")),
                    Map.entry("min_kept", option("minKept")),
                    Map.entry("gamma", option("gamma")),
                    Map.entry("epsilon", option("epsilon")),
                    Map.entry("alpha", GoldenParameters::focalAlpha),
                    Map.entry("squared_denominator", option("squared")),
                    Map.entry("batch", GoldenParameters::aggregation),
                    Map.entry("k", option("k")),
                    Map.entry(
                            "penalty_per_image",
                            (d, p, v) -> d.options.put("meanFirst", !v.asBoolean())),
                    Map.entry("smooth", GoldenParameters::smoothBoth),
                    Map.entry("smooth_nr", smoothing("smoothNumerator")),
                    Map.entry("smooth_dr", smoothing("smoothDenominator")),
                    Map.entry("denominator_floor", GoldenParameters::denominatorFloor),
                    Map.entry("log_loss", option("logLoss")),
                    Map.entry("absent_class", words("absentClass", "contributes 0", "zero")),
                    Map.entry("weight_map", GoldenParameters::weightMap),
                    Map.entry(
                            "mask_applied_to", (d, p, v) -> only(p, v, "probabilities and labels")),
                    Map.entry("sign", GoldenParameters::sign),
                    Map.entry("jaccard", GoldenParameters::jaccard),
                    Map.entry("ratio", GoldenParameters::ratio),
                    Map.entry("aggregate", GoldenParameters::aggregate),
                    Map.entry("dice_over", GoldenParameters::diceOver),
                    Map.entry("alpha_fp", tversky("alpha")),
                    Map.entry("beta_fn", tversky("beta")),
                    Map.entry("classes", option("classes")),
                    Map.entry("per_image", option("perImage")),
                    Map.entry("spacing", GoldenParameters::spacing),
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

    private GoldenParameters() {}

    static void classWeights(GoldenDraft draft, String parameter, JsonNode value) {
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

    static void positiveWeights(GoldenDraft draft, String parameter, JsonNode value) {
        List<Double> weights = draft.numbers(parameter, value);
        draft.options.put(
                "positiveWeights",
                weights.size() == 1
                        ? Collections.nCopies(draft.channels(), weights.get(0))
                        : weights);
    }

    static void focalAlpha(GoldenDraft draft, String parameter, JsonNode value) {
        List<Double> alpha = draft.numbers(parameter, value);
        // fvcore writes "no alpha" as -1.
        if (alpha.get(0) >= 0) {
            draft.options.put("alpha", alpha);
        }
    }

    static void aggregation(GoldenDraft draft, String parameter, JsonNode value) {
        draft.options.put("aggregation", value.asBoolean() ? "batch" : "image");
    }

    static GoldenTranslator smoothing(String option) {
        return (draft, parameter, value) ->
                draft.options.put(option, value.asDouble() * smoothingScale(draft));
    }

    static void smoothBoth(GoldenDraft draft, String parameter, JsonNode value) {
        smoothing("smoothNumerator").apply(draft, parameter, value);
        smoothing("smoothDenominator").apply(draft, parameter, value);
    }

    /**
     * segmentation_models.pytorch (known by its denominator floor) smooths half of the Dice ratio;
     * MONAI smooths twice the Jaccard ratio unless the manifest writes another one.
     */
    static double smoothingScale(GoldenDraft draft) {
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
    static void denominatorFloor(GoldenDraft draft, String parameter, JsonNode value) {
        require(value.asDouble() <= 1e-3, parameter, value, "at most 1e-3, else the ratio changes");
    }

    static void weightMap(GoldenDraft draft, String parameter, JsonNode value) {
        if (value.asBoolean()) {
            draft.labelArrays.put("weight_map", "weight_map");
        }
    }

    static void sign(GoldenDraft draft, String parameter, JsonNode value) {
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

    static void jaccard(GoldenDraft draft, String parameter, JsonNode value) {
        if (value.asBoolean()) {
            draft.name = "jaccard";
        }
    }

    static GoldenTranslator tversky(String option) {
        return (draft, parameter, value) -> {
            draft.name = "tversky";
            draft.options.put(option, value.asDouble());
        };
    }

    static void ratio(GoldenDraft draft, String parameter, JsonNode value) {
        String pooled = "sum(pg)/sum(p+g-pg), all foreground channels pooled";
        only(parameter, value, "(I+s)/(U+s)", pooled);
        draft.options.put("poolClasses", value.asText().equals(pooled));
    }

    static void aggregate(GoldenDraft draft, String parameter, JsonNode value) {
        only(parameter, value, "one ratio over all classes");
        draft.options.put("poolClasses", true);
    }

    static void diceOver(GoldenDraft draft, String parameter, JsonNode value) {
        only(parameter, value, "one ratio over all elements", "flat", "batch", "image");
        boolean perClass = List.of("batch", "image").contains(value.asText());
        draft.options.put("poolClasses", !perClass);
        draft.options.put("aggregation", value.asText().equals("image") ? "image" : "batch");
    }

    static void spacing(GoldenDraft draft, String parameter, JsonNode value) {
        draft.options.put("spacing", draft.numbers(parameter, value));
    }

    static void sumClasses(GoldenDraft draft, String parameter, JsonNode value) {
        only(parameter, value, "mean", "sum");
        draft.options.put("sumClasses", value.asText().equals("sum"));
    }
}

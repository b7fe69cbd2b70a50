package org.segloss.proof;

import static org.segloss.proof.GoldenParameters.classWeights;
import static org.segloss.proof.GoldenParameters.smoothBoth;
import static org.segloss.proof.GoldenParameters.smoothing;
import static org.segloss.proof.GoldenTranslator.NO_EFFECT;
import static org.segloss.proof.GoldenTranslator.only;
import static org.segloss.proof.GoldenTranslator.option;
import static org.segloss.proof.GoldenTranslator.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.segloss.LossSpec;

/** The losses of several terms in the manifests. */
final class GoldenCompoundLosses {

    static final Map<String, GoldenLoss> LOSSES =
            Map.ofEntries(
                    Map.entry("dice_cross_entropy", new GoldenLoss("dice-ce")),
                    Map.entry(
                            "dice_topk",
                            new GoldenLoss(
                                    "dice-top-k",
                                    Map.of(),
                                    Map.of("weight_ce", option("weightTopK")),
                                    Map.of())),
                    Map.entry("dice_focal", diceFocal()),
                    Map.entry("combo", combo()),
                    Map.entry("exponential_logarithmic", exponentialLogarithmic()),
                    Map.entry("unified_focal", unifiedFocal()),
                    Map.entry("blob", blob()));

    private GoldenCompoundLosses() {}

    /** AnatomyNet sums the Dice loss over classes and batch; its flags are weights of 0 and 1. */
    private static GoldenLoss diceFocal() {
        return new GoldenLoss(
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
                        GoldenCompoundLosses::classFlags),
                Map.of());
    }

    /** The paper subtracts the Dice score. */
    private static GoldenLoss combo() {
        return new GoldenLoss(
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
                        GoldenParameters::sumClasses,
                        // Acts on saturated voxels only, which are left out.
                        "clip",
                        NO_EFFECT,
                        "variant",
                        GoldenCompoundLosses::comboOfYeung),
                Map.of());
    }

    /**
     * Two classes with a softmax, whose cross entropy Yeung weighs by beta on the background; under
     * softmax both classes of combo have one beta, so this is a sum of other parts.
     */
    private static void comboOfYeung(GoldenDraft draft, String parameter, JsonNode value) {
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
    private static GoldenLoss exponentialLogarithmic() {
        return new GoldenLoss(
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
                        GoldenCompoundLosses::flaggedDice,
                        "variant",
                        GoldenCompoundLosses::exponentialVariant),
                Map.of());
    }

    private static void exponentialVariant(GoldenDraft draft, String parameter, JsonNode value) {
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

    private static void flaggedDice(GoldenDraft draft, String parameter, JsonNode value) {
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
    private static GoldenLoss unifiedFocal() {
        return new GoldenLoss(
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
                        GoldenParameters::smoothBoth),
                Map.of());
    }

    /** Terms on logits are masked by a logit of 0, those on probabilities by one of them. */
    private static GoldenLoss blob() {
        return new GoldenLoss(
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

    private static Object blobTerm(GoldenDraft draft, String parameter, JsonNode term) {
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
    private static GoldenTranslator blobWeight(String option, String other) {
        return (draft, parameter, value) -> {
            boolean alone = value.asDouble() > 0 && draft.parameter(other).asDouble() == 0;
            draft.options.put(option, alone ? 1 : value.asDouble());
        };
    }

    /** Which classes are annotated: a factor of their weights. */
    private static void classFlags(GoldenDraft draft, String parameter, JsonNode value) {
        List<Double> flags = draft.numbers(parameter, value);
        List<Double> weights = draft.numbers("class_weights", draft.parameter("class_weights"));
        draft.options.put(
                "classWeights",
                IntStream.range(0, flags.size())
                        .mapToObj(c -> flags.get(c) * weights.get(c))
                        .toList());
    }
}

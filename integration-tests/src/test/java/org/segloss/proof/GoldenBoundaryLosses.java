package org.segloss.proof;

import static org.segloss.proof.GoldenTranslator.NO_EFFECT;
import static org.segloss.proof.GoldenTranslator.only;
import static org.segloss.proof.GoldenTranslator.option;
import static org.segloss.proof.GoldenTranslator.words;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The losses of boundaries in the manifests. */
final class GoldenBoundaryLosses {

    static final Map<String, GoldenLoss> LOSSES =
            Map.ofEntries(
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
                    Map.entry("boundary", new GoldenLoss("boundary")),
                    Map.entry("boundary_dou", boundaryDifferenceOverUnion()),
                    Map.entry("active_contour", activeContour()),
                    Map.entry("euler_elastica", eulerElastica()),
                    Map.entry("sdm_regression", signedDistanceRegression()),
                    Map.entry("mumford_shah", levelSet()),
                    Map.entry(
                            "contour_dice",
                            new GoldenLoss(
                                    "contour-dice",
                                    Map.of(),
                                    Map.of(
                                            "tolerance",
                                            option("tolerance"),
                                            "smooth",
                                            option("smooth")),
                                    Map.of())));

    private GoldenBoundaryLosses() {}

    /** The references count every class, but for the background where it is left out. */
    private static GoldenLoss hausdorff(String name, Map<String, GoldenTranslator> own) {
        Map<String, GoldenTranslator> all = new TreeMap<>(own);
        all.put("alpha", option("alpha"));
        return new GoldenLoss(name, Map.of("classes", "all"), all, Map.of());
    }

    /** The points in the file are those of the labels. */
    private static GoldenLoss weightedHausdorff() {
        return new GoldenLoss(
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

    private static GoldenLoss boundaryDifferenceOverUnion() {
        return new GoldenLoss(
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
    private static GoldenLoss signedDistanceRegression() {
        return new GoldenLoss(
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

    private static GoldenLoss activeContour() {
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
    private static GoldenLoss eulerElastica() {
        GoldenTranslator weighed =
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

    private static GoldenLoss contours(String name, Map<String, GoldenTranslator> own) {
        Map<String, GoldenTranslator> all = new TreeMap<>(own);
        all.put("lambda", option("lambda"));
        all.put("mu", option("mu"));
        return new GoldenLoss(name, Map.of(), all, Map.of());
    }

    /** Beside the sum of the energy the reference takes the mean of the cross entropy. */
    private static GoldenLoss levelSet() {
        return new GoldenLoss(
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

    private static boolean sumBesideMean(GoldenDraft draft) {
        return draft.parameter("supervised_ce").asBoolean()
                && draft.parameter("reduction").asText().equals("sum");
    }

    /** The file says which images have labels: the voxels of the others weigh nothing. */
    private static void labelledImages(GoldenDraft draft) {
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
}

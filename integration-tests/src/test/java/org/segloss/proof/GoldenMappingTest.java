package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.segloss.LossSpec;
import org.segloss.Losses;

/** The translation of parameters: what cases beyond the checked-in ones may bring. */
class GoldenMappingTest {

    @Test
    void everyLossOfTheTableIsInTheLibrary() throws JsonProcessingException {
        for (String loss : GoldenMapping.losses()) {
            Losses.find(plan(loss, "softmax", "{}").spec().name());
        }
    }

    @Test
    void anUnknownParameterIsNamed() {
        assertRefused("soft_dice", "{\"temperature\": 2}", "'temperature'");
    }

    @Test
    void anUnknownValueIsNamed() {
        assertRefused(
                "soft_dice", "{\"absent_class\": \"skipped\"}", "'absent_class' = \"skipped\"");
        assertRefused("masked_dice", "{\"mask_applied_to\": \"labels\"}", "'mask_applied_to'");
        assertRefused("tversky", "{\"sign\": \"+tversky\"}", "'sign'");
        assertRefused("cross_entropy", "{\"normalization\": \"images\"}", "'normalization'");
    }

    @Test
    void smoothingFollowsTheRatioOfTheReference() throws JsonProcessingException {
        assertEquals(3.0, smoothing("soft_dice", "{\"smooth_nr\": 3}"));
        assertEquals(
                6.0, smoothing("soft_dice", "{\"smooth_nr\": 3, \"denominator_floor\": 1e-7}"));
        assertEquals(1.5, smoothing("jaccard", "{\"smooth_nr\": 3}"));
        assertEquals(3.0, smoothing("jaccard", "{\"smooth_nr\": 3, \"ratio\": \"(I+s)/(U+s)\"}"));
        assertEquals(3.0, smoothing("jaccard", "{\"smooth_nr\": 3, \"denominator_floor\": 1e-7}"));
        assertEquals(1.5, smoothing("soft_label_dice", "{\"smooth_nr\": 3, \"jaccard\": true}"));
        assertEquals(3.0, smoothing("tversky", "{\"smooth_nr\": 3}"));
    }

    @Test
    void weightsOfTheForegroundGetOneForTheBackground() throws JsonProcessingException {
        LossSpec spec =
                plan(
                                "soft_dice",
                                "softmax",
                                "{\"class_weights\": [2, 3], \"include_background\": false}")
                        .spec();
        assertEquals(List.of(1.0, 2.0, 3.0), spec.options().get("classWeights"));
    }

    @Test
    void aNegatedScoreIsMovedByItsWeight() throws JsonProcessingException {
        assertEquals(1, plan("tversky", "softmax", "{\"sign\": \"-tversky\"}").offset());
        assertEquals(0, plan("masked_dice", "softmax", "{\"sign\": \"1-dice\"}").offset());
        assertEquals(
                2.5,
                plan(
                                "dice_cross_entropy",
                                "softmax",
                                "{\"variant\": \"nnU-Net\", \"sign\": \"-dice\", \"weight_dice\": 2.5}")
                        .offset());
    }

    @Test
    void classWeightsOfNnuNetConcernTheCrossEntropyOnly() throws JsonProcessingException {
        LossSpec spec =
                plan(
                                "dice_cross_entropy",
                                "softmax",
                                "{\"variant\": \"nnU-Net\", \"class_weights\": [1, 2, 3], \"batch\":"
                                        + " true, \"ignore_index\": 255}")
                        .spec();
        assertEquals("weighted-sum", spec.name());
        assertEquals(255, spec.options().get("ignoreIndex"));
        assertEquals(
                List.of(
                        Map.of(
                                "name",
                                "cross-entropy",
                                "options",
                                Map.of("classWeights", List.of(1.0, 2.0, 3.0))),
                        Map.of("name", "dice", "options", Map.of("aggregation", "batch"))),
                spec.options().get("losses"));
    }

    private static Object smoothing(String loss, String parameters) throws JsonProcessingException {
        return plan(loss, "softmax", parameters).spec().options().get("smoothNumerator");
    }

    private static void assertRefused(String loss, String parameters, String message) {
        String actual =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> plan(loss, "softmax", parameters))
                        .getMessage();
        assertTrue(actual.contains(message), actual);
    }

    private static GoldenMapping.Plan plan(String loss, String activation, String parameters)
            throws JsonProcessingException {
        String row =
                "{\"loss\": \"%s\", \"case\": \"made up\", \"activation\": \"%s\", \"parameters\": %s}"
                        .formatted(loss, activation, parameters);
        GoldenCase golden = new GoldenCase(Path.of("."), new ObjectMapper().readTree(row));
        try (NDManager manager = Backend.present().get(0).newManager()) {
            NDArray logits = manager.zeros(new Shape(1, 3, 4));
            logits.setName("logits");
            NDArray distances = manager.eye(3).neg().add(1);
            distances.setName("distance_matrix");
            return GoldenMapping.plans(golden, new NDList(logits, distances)).get(0);
        }
    }
}

package org.segloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user types, and what comes back out. */
class LossSpecTest {

    @ParameterizedTest
    @ValueSource(strings = {"dice", " dice\n", "\"dice\"", "{\"name\": \"dice\"}"})
    void aNameIsEnough(String text) {
        assertEquals(new LossSpec("dice", Map.of()), LossSpec.parse(text));
    }

    @Test
    void optionsKeepTheirTypesAndOrder() {
        LossSpec spec =
                LossSpec.parse(
                        "{\"options\": {\"b\": 0.25, \"a\": [1, 2], \"c\": true, \"d\": \"x\"},"
                                + " \"name\": \"any\"}");
        assertEquals(Map.of("b", 0.25, "a", List.of(1, 2), "c", true, "d", "x"), spec.options());
        assertEquals(List.of("b", "a", "c", "d"), List.copyOf(spec.options().keySet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"dice\",\"options\":{}}",
                "{\"name\":\"tversky\",\"options\":{\"beta\":0.7,\"alpha\":0.3}}",
                "{\"name\":\"weighted-sum\",\"options\":{\"losses\":[\"ce\",{\"name\":\"dice\","
                        + "\"options\":{\"squared\":true}}],\"weights\":[0.5,1]}}"
            })
    void whatIsWrittenIsReadAgain(String json) {
        LossSpec spec = LossSpec.parse(json);
        assertEquals(json, spec.toJson());
        assertEquals(spec, LossSpec.parse(spec.toString()));
    }

    @Test
    void aSpecificationWithoutOptionsPrintsAsItsName() {
        assertEquals("dice", new LossSpec("dice").toString());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"nam\": \"dice\"} | unknown field 'nam': allowed are name and options",
                "{\"name\": \"dice\", \"alpha\": 1} | unknown field 'alpha'",
                "{\"options\": {}} | has no name",
                "{\"name\": 5} | has no name",
                "{\"name\": \"dice\", \"options\": [1]} | options = [1]: it is an object",
                "{\"name\": \"dice\" | not a loss specification",
                "{\"name\": \"dice\"} dice | not a loss specification",
                "{\"name\": \"dice\", \"name\": \"ce\"} | Duplicate field 'name'",
                "`` | has no name",
                "` ` | has no name"
            })
    void anythingElseIsRefused(String text, String reason) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> LossSpec.parse(text));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void laterChangesOfTheMapDoNotReachIt() {
        Map<String, Object> options = new HashMap<>(Map.of("alpha", 1));
        LossSpec spec = new LossSpec("tversky", options);
        options.put("alpha", 2);
        assertEquals(1, spec.options().get("alpha"));
        assertThrows(UnsupportedOperationException.class, () -> spec.options().put("alpha", 3));
    }
}

package org.segloss.demo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DataOptionsTest {

    private static final DataOptions DEFAULTS = DataOptions.defaults();

    private static final PatchView PATCHES = new PatchView(new int[] {16, 16}, 0.5f, 2);

    @Test
    void eachChoiceChangesItselfAlone() {
        assertEquals(
                new DataOptions(3, 1, 4, 96, PATCHES),
                DEFAULTS.withSeed(3)
                        .withContext(1)
                        .withClasses(4)
                        .withSize(96)
                        .withPatches(PATCHES));
    }

    @Test
    void whatIsOutOfRangeIsNamed() {
        assertRefused(() -> DEFAULTS.withContext(-1), "context -1: expected 0 to 8");
        assertRefused(() -> DEFAULTS.withClasses(1), "classes 1: expected 2 or more");
        assertRefused(() -> DEFAULTS.withSize(60), "size 60: expected a multiple of 16");
    }

    @Test
    void wholeImagesAreDescribedAsBeforeThereWerePatches() {
        JsonNode json = new ObjectMapper().valueToTree(DEFAULTS);
        assertFalse(json.has("patches"), "folders of earlier experiments go on: " + json);
    }

    @Test
    void patchesComeBackFromJson() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        String json = mapper.writeValueAsString(DEFAULTS.withPatches(PATCHES));
        assertTrue(json.contains("\"kind\":\"patches\""), json);
        PatchView again = mapper.readValue(json, DataOptions.class).patches();
        assertArrayEquals(PATCHES.patch(), again.patch());
        assertEquals(2, again.perVolume());
    }

    private static void assertRefused(Executable choice, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, choice);
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }
}

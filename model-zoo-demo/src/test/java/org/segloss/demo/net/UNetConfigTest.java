package org.segloss.demo.net;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UNetConfigTest {

    private static final UNetConfig CONFIG = new UNetConfig(2, 3, 8, 3, 4);

    @ParameterizedTest
    @CsvSource({
        "1, 3, 8, 3, 4, dimensions is 1",
        "4, 3, 8, 3, 4, dimensions is 4",
        "2, 0, 8, 3, 4, depth is 0",
        "2, 11, 8, 3, 4, depth is 11",
        "2, 3, 0, 3, 4, width is 0",
        "2, 3, 8, -1, 4, inChannels is -1",
        "2, 3, 8, 3, 0, classes is 0",
    })
    void aNumberOutOfRangeIsNamed(
            int dimensions, int depth, int width, int inChannels, int classes, String message) {
        Exception refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new UNetConfig(dimensions, depth, width, inChannels, classes));
        assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8,3,64,98 | [64, 98]",
                "8,3,2,96 | multiples of 4",
                "8,3,0,96 | [0, 96]",
                "8,3,4,4 | a single voxel",
                "8,1,64,96 | 3 channels",
                "8,3,64 | 2 spatial axes",
                "8,3,64,96,4 | 2 spatial axes",
            })
    void anInputThatDoesNotFitIsRefused(String shape, String message) {
        Shape input =
                new Shape(Arrays.stream(shape.split(",")).mapToLong(Long::parseLong).toArray());
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> CONFIG.requireInput(input));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void anInputThatFitsPasses() {
        assertDoesNotThrow(() -> CONFIG.requireInput(new Shape(1, 3, 4, 8)));
        assertDoesNotThrow(
                () -> new UNetConfig(3, 1, 8, 1, 2).requireInput(new Shape(1, 1, 3, 5, 7)));
    }

    @Test
    void jsonBringsItBack() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        String text = json.writeValueAsString(CONFIG);
        assertEquals(
                json.readTree(
                        "{\"dimensions\":2,\"depth\":3,\"width\":8,\"inChannels\":3,\"classes\":4}"),
                json.readTree(text));
        assertEquals(CONFIG, json.readValue(text, UNetConfig.class));
    }
}

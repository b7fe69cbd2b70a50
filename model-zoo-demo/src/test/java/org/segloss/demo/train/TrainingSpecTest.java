package org.segloss.demo.train;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segloss.LossSpec;

class TrainingSpecTest {

    @ParameterizedTest
    @CsvSource({
        "0, 4, 0.1, epochs is 0",
        "1, 0, 0.1, batch size is 0",
        "1, 4, 0, learning rate is 0.0",
        "1, 4, NaN, learning rate is NaN",
        "1, 4, Infinity, learning rate is Infinity"
    })
    void namesWhatIsOutOfRange(int epochs, int batch, float rate, String message) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new TrainingSpec(
                                        new LossSpec("dice"),
                                        "PyTorch",
                                        epochs,
                                        0,
                                        2,
                                        4,
                                        batch,
                                        rate,
                                        List.of()));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }
}

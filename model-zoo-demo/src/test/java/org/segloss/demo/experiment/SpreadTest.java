package org.segloss.demo.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theDeviationIsThatOfASample() {
        Spread spread = Spread.of(List.of(1.0, 2.0, 3.0, 4.0));
        assertEquals(2.5, spread.mean());
        assertEquals(Math.sqrt(5.0 / 3), spread.deviation(), 1e-12);
        assertEquals("2.5000 +- 1.2910", spread.shown());
    }

    @Test
    void whatHasNoDeviationShowsNone() {
        assertNull(Spread.of(List.of(0.5)).deviation());
        assertEquals("0.5000", Spread.of(List.of(0.5)).shown());
        assertEquals("Infinity", Spread.of(List.of(1.0, Double.POSITIVE_INFINITY)).shown());
        assertEquals("-", Spread.of(List.of()).shown());
    }
}

package org.segloss.demo.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShownTest {

    @Test
    void numbersHaveAsManyDigitsAsOneReads() {
        assertEquals("0.8617", Shown.number(0.86168));
        assertEquals("−0.5000", Shown.number(-0.5));
        assertEquals("12.14", Shown.number(12.1437));
        assertEquals("1234.6", Shown.number(1234.56));
        assertEquals("–", Shown.number(Double.NaN));
        assertEquals("–", Shown.number(null));
        assertEquals("∞", Shown.number(Double.POSITIVE_INFINITY));
    }

    @Test
    void differencesHaveASign() {
        assertEquals("+0.0110", Shown.signed(0.011));
        assertEquals("−0.0110", Shown.signed(-0.011));
    }

    @Test
    void whatIsTinyIsNotRoundedToZero() {
        assertEquals("< 0.0001", Shown.p(1e-9));
        assertEquals("0.0340", Shown.p(0.034));
        assertEquals("9.8e-5", Shown.tiny(9.8e-5));
        assertEquals("1.2e-12", Shown.tiny(1.2e-12));
        assertEquals("0", Shown.tiny(0.0));
    }
}

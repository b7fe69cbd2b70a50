package org.segloss.demo.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimateTest {

    private static final double CLOSE = 1e-12;

    @Test
    void twoValuesAreTheirOwnInterval() {
        Estimate estimate = Estimate.of(List.of(1.0, 3.0));
        assertEquals(2, estimate.mean(), CLOSE);
        assertEquals(Math.sqrt(2), estimate.deviation(), CLOSE);
        // A quarter of the resamples is twice the smaller value: more than a tail of 2.5 %.
        assertEquals(1, estimate.low(), CLOSE);
        assertEquals(3, estimate.high(), CLOSE);
    }

    @Test
    void manyValuesHaveTheIntervalOfTheirMean() {
        List<Double> values = IntStream.range(0, 100).mapToObj(i -> (double) (i % 2)).toList();
        Estimate estimate = Estimate.of(values);
        // A hundred tosses of a coin: 1.96 times 0.05 on either side of a half.
        assertEquals(0.402, estimate.low(), 0.011);
        assertEquals(0.598, estimate.high(), 0.011);
        assertEquals(estimate, Estimate.of(values));
    }

    @Test
    void oneValueHasNoInterval() {
        Estimate estimate = Estimate.of(List.of(0.5));
        assertEquals(0.5, estimate.mean(), CLOSE);
        assertNull(estimate.deviation());
        assertNull(estimate.low());
        assertNull(estimate.high());
    }

    @Test
    void infinityLeavesNoInterval() {
        Estimate estimate = Estimate.of(List.of(0.5, Double.POSITIVE_INFINITY));
        assertEquals(Double.POSITIVE_INFINITY, estimate.mean());
        assertNull(estimate.low());
    }
}

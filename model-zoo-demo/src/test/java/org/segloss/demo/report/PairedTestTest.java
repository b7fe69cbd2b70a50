package org.segloss.demo.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedTestTest {

    private static final double CLOSE = 1e-12;

    /** Differences against zeros. */
    private static double wilcoxon(double... differences) {
        return PairedTest.wilcoxon(differences, new double[differences.length]);
    }

    @Test
    void oneSignAmongFiveIsTwoOfThirtyTwo() {
        assertEquals(2 / 32.0, wilcoxon(1, 2, 3, 4, 5), CLOSE);
        assertEquals(2 / 32.0, wilcoxon(-1, -2, -3, -4, -5), CLOSE);
    }

    @Test
    void theSmallestAgainstAllOthersAddsTwoMore() {
        // A rank sum of 1 or less on one side: nothing, or the first alone.
        assertEquals(4 / 32.0, wilcoxon(-1, 2, 3, 4, 5), CLOSE);
    }

    @Test
    void balancedRanksAreNoEvidence() {
        assertEquals(1, wilcoxon(1, 2, -3), CLOSE);
    }

    @Test
    void equalsAreLeftOut() {
        assertEquals(wilcoxon(1, 2, 3, 4, 5), wilcoxon(0, 1, 2, 0, 3, 4, 5, 0), CLOSE);
        assertEquals(1, wilcoxon(0, 0, 0), CLOSE);
        assertTrue(Double.isNaN(wilcoxon()));
    }

    @Test
    void manyPairsAreNearlyNormal() {
        double[] rising = IntStream.rangeClosed(1, 40).mapToDouble(i -> i).toArray();
        // W = 820, mean 410, deviation sqrt(5535), half a step of continuity: z = 5.5043.
        assertEquals(3.706e-8, wilcoxon(rising), 1e-10);
        Arrays.setAll(rising, i -> i % 2 == 0 ? rising[i] : -rising[i]);
        assertTrue(wilcoxon(rising) > 0.7);
    }

    @Test
    void holmMultipliesTheSmallestMost() {
        double[] adjusted = PairedTest.holm(new double[] {0.01, 0.04, 0.03, 0.005});
        assertArrayEquals(new double[] {0.03, 0.06, 0.06, 0.02}, adjusted, CLOSE);
    }

    @Test
    void holmStaysBelowOneAndLeavesOutWhatIsUnknown() {
        double[] adjusted = PairedTest.holm(new double[] {0.6, Double.NaN, 0.5});
        assertArrayEquals(new double[] {1, Double.NaN, 1}, adjusted, CLOSE);
    }
}

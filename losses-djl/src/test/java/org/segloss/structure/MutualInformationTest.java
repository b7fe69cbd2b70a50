package org.segloss.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MutualInformationTest {

    private static final double ALPHA = 0.5;

    private static final double[] P = {0.1, 0.4, 0.9};

    private static final double[] G = {0, 1, 1};

    /** Summed squares around the means 7/15 and 2/3, and the summed product. */
    @Test
    void ofSingleVoxelsIsWhatALineLeaves() {
        double squaresP = 49.0 / 150;
        double squaresG = 2.0 / 3;
        double products = 11.0 / 30;
        double left = squaresG - products * products / (squaresP + ALPHA) + ALPHA;
        double value = new MutualInformation(new int[] {3}, 1, ALPHA).of(P, G, new double[3]);
        assertEquals(Math.log(left) / 2, value, 1e-12);
    }

    @Test
    void oneWindowTellsNothing() {
        double[] gradient = new double[3];
        double value = new MutualInformation(new int[] {1, 3}, 5, ALPHA).of(P, G, gradient);
        assertEquals(Math.log(ALPHA) / 2, value, 1e-12);
        assertArrayEquals(new double[3], gradient);
    }
}

package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Set;
import org.segloss.LossEntry;

/**
 * How far a result may be from the truth.
 *
 * <p>The numbers of the golden cases are those of the specification: single precision against
 * double, with the loosest that the reference code itself reaches in single precision.
 */
enum Budget {
    /** Golden cases of losses on voxels and overlap: the reference reaches 8e-7 and 2e-5. */
    GOLDEN(2e-5, 1e-4),
    /** Golden cases of losses on distances and structure, whose maps are rounded to single. */
    GOLDEN_DISTANCE(1e-4, 1e-3),
    /** Two engines, both in single precision. */
    ENGINES(1e-5, 1e-4),
    /** The same where the value crosses 0, so that the rounding of its terms is a larger share. */
    ENGINES_SIGNED(1e-4, 1e-4),
    /** Central differences in double precision; their own error is about 1e-9. */
    FINITE_DIFFERENCE(1e-9, 1e-5);

    /** What is smaller counts as zero, of which no share can be taken. */
    private static final double ZERO = 1e-12;

    /** What may come out where zero is expected. */
    private static final double FLOOR = 1e-6;

    private final double value;
    private final double gradient;

    Budget(double value, double gradient) {
        this.value = value;
        this.gradient = gradient;
    }

    static Budget ofGolden(LossEntry loss) {
        return Set.of("boundary", "structure").contains(loss.family()) ? GOLDEN_DISTANCE : GOLDEN;
    }

    static Budget ofEngines(String loss) {
        return loss.equals("distance-penalized-dice") ? ENGINES_SIGNED : ENGINES;
    }

    /** Values each relative to itself, gradients relative to their largest entry. */
    void check(Evaluation expected, Evaluation actual, String what) {
        checkValue(expected.value(), actual.value(), what);
        checkGradient(expected.gradient(), actual.gradient(), what);
    }

    void checkValue(double[] expected, double[] actual, String what) {
        assertEquals(expected.length, actual.length, what + ": number of values");
        for (int i = 0; i < expected.length; i++) {
            double allowed = allowed(value, Math.abs(expected[i]));
            assertClose(expected[i], actual[i], allowed, what + ": value " + i);
        }
    }

    void checkGradient(double[] expected, double[] actual, String what) {
        assertEquals(expected.length, actual.length, what + ": number of gradient entries");
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.length; i++) {
            assertClose(
                    expected[i], actual[i], allowed(gradient, largest), what + ": gradient " + i);
        }
    }

    private static double allowed(double share, double size) {
        return size < ZERO ? FLOOR : share * size;
    }

    private static void assertClose(double expected, double actual, double allowed, String what) {
        double off = Math.abs(expected - actual);
        // Not "off > allowed", which is false for NaN.
        if (!(off <= allowed)) {
            fail(
                    "%s is %.9g, expected %.9g: off by %.3g, allowed is %.3g"
                            .formatted(what, actual, expected, off, allowed));
        }
    }
}

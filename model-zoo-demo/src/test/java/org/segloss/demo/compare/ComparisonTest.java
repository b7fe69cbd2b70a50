package org.segloss.demo.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.segloss.LossSpec;
import org.segloss.demo.compare.Comparison.EngineResult;

/** How far engines are apart, and when that is too far. */
class ComparisonTest {

    private static final Pass REFERENCE = new Pass(2f, new float[] {3, -4}, 1);

    @Test
    void theNormIsTheLengthOfTheGradient() {
        assertEquals(5, REFERENCE.gradientNorm());
    }

    @Test
    void valuesDifferRelativeToTheReference() {
        assertEquals(0.5, REFERENCE.valueDifference(new Pass(1f, new float[2], 1)));
        assertEquals(1, new Pass(-1f, new float[2], 1).valueDifference(new Pass(-2f, null, 1)));
    }

    @Test
    void gradientsDifferRelativeToTheLargestEntry() {
        assertEquals(0.25, REFERENCE.gradientDifference(new Pass(2f, new float[] {2, -4}, 1)));
    }

    @Test
    void whereTheReferenceIsZeroTheDifferenceIsAbsolute() {
        Pass zero = new Pass(0f, new float[2], 1);
        assertEquals(2, zero.valueDifference(REFERENCE));
        assertEquals(4, zero.gradientDifference(REFERENCE));
    }

    @Test
    void aNumberThatIsNoneIsNoAgreement() {
        Pass broken = new Pass(Float.NaN, new float[] {Float.NaN, -4}, 1);
        List<String> lines =
                row(REFERENCE.valueDifference(broken), REFERENCE.gradientDifference(broken), null)
                        .disagreements();
        assertEquals(2, lines.size(), lines::toString);
    }

    @Test
    void theLimitItselfIsAgreement() {
        assertEquals(
                List.of(),
                row(Comparison.VALUE_LIMIT, Comparison.GRADIENT_LIMIT, null).disagreements());
    }

    @Test
    void aLargerDifferenceIsNamed() {
        assertEquals(
                List.of(
                        "dice on seed 0: the value differs by 2.0e-05 from that of PyTorch, allowed"
                                + " is 1e-05"),
                row(2e-5, 0.0, null).disagreements());
    }

    @Test
    void aRefusalByOneEngineOnlyIsNamed() {
        List<String> lines = row(null, null, "no such label").disagreements();
        assertEquals(List.of("dice on seed 0 is refused, but not by PyTorch"), lines);
    }

    @Test
    void aRefusalByTheReferenceIsNoDisagreement() {
        Comparison row =
                new Comparison("seed 0", new LossSpec("dice"), List.of(), null, null, "why");
        assertTrue(row.disagreements().isEmpty());
    }

    private static Comparison row(Double value, Double gradient, String refused) {
        return new Comparison(
                "seed 0",
                new LossSpec("dice"),
                List.of(new EngineResult("PyTorch", 2f, 5, 1)),
                value,
                gradient,
                refused);
    }
}

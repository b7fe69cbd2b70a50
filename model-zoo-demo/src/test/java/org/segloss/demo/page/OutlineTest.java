package org.segloss.demo.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OutlineTest {

    private static String of(int width, String mask) {
        return Outline.of(width, mask.length(), i -> mask.charAt(i) == '#');
    }

    @Test
    void aPixelHasFourEdges() {
        assertEquals("M1 1h1M1 2h1M1 1v1M2 1v1", of(3, "...." + "#" + "...."));
    }

    @Test
    void edgesInARowAreOneLine() {
        assertEquals("M0 0h2M0 1h2M0 0v1M2 0v1", of(3, "##."));
    }

    @Test
    void nothingHasNoBorder() {
        assertEquals("", of(2, "...."));
    }
}

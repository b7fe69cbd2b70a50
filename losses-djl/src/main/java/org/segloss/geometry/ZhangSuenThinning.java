package org.segloss.geometry;

import java.util.Arrays;

/**
 * Thinning of a picture after <a href="https://doi.org/10.1145/357994.358023">Zhang and Suen</a>
 * (1984), with the departures of scikit-image: a layer from the south-east and one from the
 * north-west in turn, all its pixels at once.
 *
 * <p>The eight neighbours of a pixel are a number of eight bits, clockwise from the one above.
 */
final class ZhangSuenThinning {

    /** Number of sides. */
    static final int STEPS = 2;

    /** The places of the eight neighbours. */
    private static final int[] RING = {10, 11, 14, 17, 16, 15, 12, 9};

    /** For each side two sets of neighbours that must not all be there. */
    private static final int[][] OPEN = {
        {0b00010101, 0b01010100},
        {0b01000101, 0b01010001}
    };

    /**
     * Where scikit-image departs from the paper, mostly so that diagonal lines become one pixel
     * thin: the neighbourhoods with which a pixel stays, and goes in the first step, in the second
     * and in both.
     */
    private static final int[][] DEPARTURES = {
        {24, 192},
        {3, 6, 7, 67, 97, 99, 129, 133, 193, 208},
        {12, 13, 28, 48, 52, 54, 88, 96, 112},
        {5, 20, 65, 80}
    };

    /** For each neighbourhood one bit for each step in which a pixel goes. */
    private static final int[] STEPS_OUT = new int[256];

    static {
        Arrays.setAll(STEPS_OUT, ring -> (goes(ring, 0) ? 1 : 0) | (goes(ring, 1) ? 2 : 0));
        for (int steps = 0; steps < DEPARTURES.length; steps++) {
            for (int ring : DEPARTURES[steps]) {
                STEPS_OUT[ring] = steps;
            }
        }
    }

    private ZhangSuenThinning() {}

    /**
     * Removes a layer.
     *
     * @return whether there was any
     */
    static boolean peel(MaskVolume picture, int step) {
        int[] layer =
                picture.foreground()
                        .filter(v -> (STEPS_OUT[ring(picture.neighbours(v))] >> step & 1) == 1)
                        .toArray();
        Arrays.stream(layer).forEach(picture::clear);
        return layer.length > 0;
    }

    private static int ring(int neighbours) {
        int ring = 0;
        for (int i = 0; i < RING.length; i++) {
            ring |= (neighbours >> RING[i] & 1) << i;
        }
        return ring;
    }

    /** The rule of the paper: an edge of the shape, neither an end nor a link. */
    private static boolean goes(int ring, int step) {
        int next = (ring >> 1) | (ring << 7 & 0xff);
        int count = Integer.bitCount(ring);
        return count >= 2
                && count <= 6
                && Integer.bitCount(~ring & next) == 1
                && (ring & OPEN[step][0]) != OPEN[step][0]
                && (ring & OPEN[step][1]) != OPEN[step][1];
    }
}

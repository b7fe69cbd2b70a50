package org.segloss.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BitsTest {

    private static final int LARGEST = (1 << 23) - 1;

    @Test
    void wholeNumbersAreExact() {
        int[] x = new Random(1).ints(3 * Block.SIZE, 0, LARGEST + 1).toArray();
        x[7] = 0;
        x[8] = LARGEST;
        for (int from : new int[] {0, 1, 7, Block.SIZE + 3}) {
            for (int length : new int[] {0, 1, 5, Block.SIZE}) {
                float[] y = new float[Block.SIZE];
                Bits.floats(x, from, y, length);
                for (int i = 0; i < y.length; i++) {
                    assertEquals(i < length ? x[from + i] : 0, y[i]);
                }
            }
        }
    }

    @Test
    void bitsAreThoseOfTheNumbersAndBack() {
        float[] x = {0, -0f, 1, -1.5f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, Float.NaN};
        Bits bits = Bits.ofThread();
        bits.of(x, x.length);
        float[] y = new float[x.length];
        bits.to(bits.bits, y, y.length);
        for (int i = 0; i < x.length; i++) {
            assertEquals(Float.floatToRawIntBits(x[i]), bits.bits[i]);
        }
        assertArrayEquals(x, y);
    }
}

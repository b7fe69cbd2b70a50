package org.segloss.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Numbers of single precision as bits and back, copied through memory that has both: of a loop over
 * {@link Float#intBitsToFloat}, or over whole numbers that become others, the compiler makes no
 * vectors, and of copies and of loops over the bits it does.
 */
final class Bits {

    private static final ThreadLocal<Bits> OF_THREAD = ThreadLocal.withInitial(Bits::new);

    /** The bits of 2 to the power of 23; a smaller whole number has its place behind them. */
    private static final int BITS_OF_WHOLE = 0x4b000000;

    private static final float WHOLE = 0x1p23f;

    /** Two rows, for what is done with the bits. */
    final int[] bits = new int[Block.ROOM];

    final int[] others = new int[Block.ROOM];

    private final IntBuffer ints;
    private final FloatBuffer floats;

    private Bits() {
        ByteBuffer memory =
                ByteBuffer.allocateDirect(Block.SIZE * Float.BYTES).order(ByteOrder.nativeOrder());
        ints = memory.asIntBuffer();
        floats = memory.asFloatBuffer();
    }

    /** Those of the thread. */
    static Bits ofThread() {
        return OF_THREAD.get();
    }

    /** Takes the bits of numbers. */
    void of(float[] x, int length) {
        floats.put(0, x, 0, length);
        ints.get(0, bits, 0, length);
    }

    /** Makes numbers of bits. */
    void to(int[] from, float[] y, int length) {
        ints.put(0, from, 0, length);
        floats.get(0, y, 0, length);
    }

    /**
     * Whole numbers in single precision.
     *
     * @param x the numbers, 0 or more and below 2 to the power of 23
     * @param from where they begin
     * @param y where to write them
     * @param length how many, at most those of a block
     */
    static void floats(int[] x, int from, float[] y, int length) {
        Bits own = ofThread();
        System.arraycopy(x, from, own.bits, 0, length);
        behindWhole(own.bits, length);
        own.to(own.bits, y, length);
        for (int i = 0; i < length; i++) {
            y[i] -= WHOLE;
        }
    }

    private static void behindWhole(int[] bits, int length) {
        for (int i = 0; i < length; i++) {
            bits[i] |= BITS_OF_WHOLE;
        }
    }
}

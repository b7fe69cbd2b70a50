package org.segloss.host;

/**
 * Exponentials and logarithms of many numbers, to the last digits of single precision. In loops of
 * which the compiler makes vectors, as it cannot of those of {@link Math}.
 */
final class Elementary {

    /** Beyond these an exponential is no normal number of single precision any more. */
    private static final float LEAST_EXPONENT = -87f;

    private static final float LARGEST_EXPONENT = 88f;

    private static final float LOG2_E = 1.442695f;

    /** The logarithm of 2 in two parts, the first of so few bits that its multiples are exact. */
    private static final float LN2 = 0x1.63p-1f;

    private static final float LN2_REST = -2.1219444e-4f;

    /** Added to a number, it rounds it to a whole one, which its last bits then are. */
    private static final float ROUNDING = 0x1.8p23f;

    private static final int BITS_OF_ROUNDING = 0x4b400000;

    private static final int MANTISSA_BITS = 23;

    private static final int BITS_OF_ONE = 127 << MANTISSA_BITS;

    private static final int BITS_OF_SQUARE_ROOT_OF_HALF = 0x3f3504f3;

    /** The largest whole exponent whose power is made of products. */
    private static final int MOST_FACTORS = 16;

    /** What stands between two loops. */
    private static final ThreadLocal<float[]> WHOLE =
            ThreadLocal.withInitial(() -> new float[Block.ROOM]);

    private static final ThreadLocal<float[]> SMALLER =
            ThreadLocal.withInitial(() -> new float[Block.ROOM]);

    private Elementary() {}

    /**
     * Exponentials, as a power of two and the polynomial of the Cephes library.
     *
     * @param x the arguments
     * @param y where to write the results; may be the arguments
     * @param length how many
     */
    static void exp(float[] x, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = Math.min(Math.max(x[i], LEAST_EXPONENT), LARGEST_EXPONENT);
        }
        exp(y, length);
    }

    /**
     * The exponential of the difference of two numbers, the second of which is the larger one.
     *
     * @param x the smaller numbers
     * @param most the larger numbers
     * @param y where to write the results
     * @param length how many
     */
    static void expOfDifference(float[] x, float[] most, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = Math.max(x[i] - most[i], LEAST_EXPONENT);
        }
        exp(y, length);
    }

    private static void exp(float[] y, int length) {
        float[] whole = WHOLE.get();
        for (int i = 0; i < length; i++) {
            float t = y[i];
            float rounded = t * LOG2_E + ROUNDING;
            float k = rounded - ROUNDING;
            float r = (t - k * LN2) - k * LN2_REST;
            float p = 1.9875691e-4f * r + 0.0013981999f;
            p = p * r + 0.008333452f;
            p = p * r + 0.041665796f;
            p = p * r + 0.16666666f;
            p = p * r + 0.5f;
            whole[i] = rounded;
            y[i] = p * r * r + r + 1;
        }
        Bits bits = Bits.ofThread();
        bits.of(whole, length);
        powersOfTwo(bits.bits, length);
        bits.to(bits.bits, whole, length);
        Loops.product(whole, y, y, length);
    }

    /** Of exponents, the last bits, the powers. */
    private static void powersOfTwo(int[] bits, int length) {
        for (int i = 0; i < length; i++) {
            bits[i] = (bits[i] << MANTISSA_BITS) + BITS_OF_ONE;
        }
    }

    /**
     * Logarithms of positive numbers, by exponent and the polynomial of the Cephes library; of 0
     * and less that of the smallest normal number.
     *
     * @param x the arguments
     * @param y where to write the results; may be the arguments
     * @param length how many
     */
    static void log(float[] x, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = Math.max(x[i], Float.MIN_NORMAL);
        }
        float[] whole = WHOLE.get();
        Bits bits = Bits.ofThread();
        bits.of(y, length);
        split(bits.bits, bits.others, length);
        bits.to(bits.others, whole, length);
        for (int i = 0; i < length; i++) {
            // What is no number stays none.
            whole[i] = whole[i] - ROUNDING + 0 * y[i];
        }
        bits.to(bits.bits, y, length);
        for (int i = 0; i < length; i++) {
            float m = y[i] - 1;
            float square = m * m;
            float p = 7.0376836e-2f * m - 1.151461e-1f;
            p = p * m + 1.1676998e-1f;
            p = p * m - 1.2420141e-1f;
            p = p * m + 1.4249323e-1f;
            p = p * m - 1.6668057e-1f;
            p = p * m + 2.0000714e-1f;
            p = p * m - 2.4999994e-1f;
            p = p * m + 3.333333e-1f;
            float r = p * m * square + whole[i] * LN2_REST - 0.5f * square;
            y[i] = m + r + whole[i] * LN2;
        }
    }

    /** Of numbers, their mantissa near 1, and their exponent as the last bits of another number. */
    private static void split(int[] bits, int[] exponents, int length) {
        for (int i = 0; i < length; i++) {
            int exponent = (bits[i] - BITS_OF_SQUARE_ROOT_OF_HALF) >> MANTISSA_BITS;
            exponents[i] = exponent + BITS_OF_ROUNDING;
            bits[i] -= exponent << MANTISSA_BITS;
        }
    }

    /**
     * The softplus \( \ln(1 + e^x) = \max(x, 0) + \ln(1 + e^{-|x|}) \).
     *
     * @param x the arguments
     * @param y where to write the results
     * @param length how many
     */
    static void softplus(float[] x, float[] y, int length) {
        softplusOfNegativeSize(x, y, length);
        for (int i = 0; i < length; i++) {
            y[i] += Math.max(x[i], 0);
        }
    }

    /**
     * The softplus of numbers with their sign made negative.
     *
     * @param x the numbers
     * @param y where to write \( \ln(1 + e^{-|x|}) \)
     * @param length how many
     */
    static void softplusOfNegativeSize(float[] x, float[] y, int length) {
        expOfNegativeSize(x, y, length);
        logOfOneAnd(y, y, length);
    }

    /**
     * The logarithm of one and a number, which may be small.
     *
     * @param x the numbers, above -1
     * @param y where to write \( \ln(1 + x) \); may be the numbers
     * @param length how many
     */
    static void logOfOneAnd(float[] x, float[] y, int length) {
        float[] small = SMALLER.get();
        for (int i = 0; i < length; i++) {
            small[i] = x[i];
            y[i] = 1 + x[i];
        }
        log(y, y, length);
        for (int i = 0; i < length; i++) {
            // What 1 + x has lost of x, in the first order.
            float lost = small[i] - ((1 + small[i]) - 1);
            y[i] += lost / (1 + small[i]);
        }
    }

    /**
     * The exponential of numbers with their sign made negative.
     *
     * @param x the numbers
     * @param y where to write \( e^{-|x|} \)
     * @param length how many
     */
    static void expOfNegativeSize(float[] x, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = -Math.abs(x[i]);
        }
        exp(y, y, length);
    }

    /**
     * The sigmoid.
     *
     * @param x the arguments
     * @param y where to write the results
     * @param length how many
     */
    static void sigmoid(float[] x, float[] y, int length) {
        float[] e = SMALLER.get();
        expOfNegativeSize(x, e, length);
        for (int i = 0; i < length; i++) {
            float negative = Branchless.negative(x[i]);
            y[i] = (1 - negative + negative * e[i]) / (1 + e[i]);
        }
    }

    /**
     * The hyperbolic tangent.
     *
     * @param x the arguments
     * @param y where to write the results
     * @param length how many
     */
    static void tanh(float[] x, float[] y, int length) {
        float[] e = SMALLER.get();
        for (int i = 0; i < length; i++) {
            e[i] = -2 * Math.abs(x[i]);
        }
        exp(e, e, length);
        for (int i = 0; i < length; i++) {
            y[i] = Math.copySign((1 - e[i]) / (1 + e[i]), x[i]);
        }
    }

    /**
     * Powers of numbers that are not negative; those of 0 are 0.
     *
     * @param x the bases
     * @param exponent the exponent
     * @param y where to write the results
     * @param length how many
     */
    static void pow(float[] x, float exponent, float[] y, int length) {
        if (exponent >= 1 && exponent <= MOST_FACTORS && exponent == (int) exponent) {
            product(x, (int) exponent, y, length);
            return;
        }
        if (exponent == 0.5f) {
            Singles.SQRT.of(x, y, length);
            return;
        }
        log(x, y, length);
        for (int i = 0; i < length; i++) {
            y[i] *= exponent;
        }
        exp(y, y, length);
        for (int i = 0; exponent != 0 && i < length; i++) {
            y[i] *= Branchless.positive(x[i]);
        }
    }

    /** Powers by squares, a few products instead of a logarithm and an exponential. */
    private static void product(float[] x, int factors, float[] y, int length) {
        // Powers of less are no normal numbers, which some processors are slow with.
        float least = (float) Math.pow(2 * Float.MIN_NORMAL, 1.0 / factors);
        float[] square = SMALLER.get();
        for (int i = 0; i < length; i++) {
            float base = x[i];
            square[i] = Math.max(base, least);
            y[i] = Branchless.positive(base);
        }
        for (int rest = factors; rest > 0; rest >>= 1) {
            if (rest % 2 == 1) {
                Loops.product(y, square, y, length);
            }
            if (rest > 1) {
                Loops.product(square, square, square, length);
            }
        }
    }
}

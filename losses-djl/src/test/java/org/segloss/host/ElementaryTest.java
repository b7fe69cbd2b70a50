package org.segloss.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementaryTest {

    /** How far two neighbours of single precision are apart, in proportion, at most. */
    private static final double LAST_DIGIT = 0x1p-23;

    private static final int NUMBERS = 1 << 17;

    private static final float LEAST = (float) Math.exp(-87);

    private static final float MOST = (float) Math.exp(88);

    private static final float LOG_OF_LEAST_NORMAL = (float) Math.log(Float.MIN_NORMAL);

    /** Computes many numbers. */
    private interface Many {
        void of(float[] x, float[] y, int length);
    }

    /**
     * A function on an interval.
     *
     * @param error the largest relative error, given the argument
     * @param absolute an absolute error that is allowed besides
     */
    private record Function(
            String name,
            Many many,
            DoubleUnaryOperator exact,
            float from,
            float to,
            DoubleUnaryOperator error,
            double absolute) {

        private static Function of(
                String name,
                Many many,
                DoubleUnaryOperator exact,
                float from,
                float to,
                double error) {
            return new Function(name, many, exact, from, to, x -> error, 0);
        }

        @Override
        public String toString() {
            return name + " from " + from + " to " + to;
        }
    }

    private static List<Function> functions() {
        Many exp = Elementary::exp;
        Many log = Elementary::log;
        Many softplus = Elementary::softplus;
        Many sigmoid = Elementary::sigmoid;
        DoubleUnaryOperator exactSoftplus =
                x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        DoubleUnaryOperator exactSigmoid = x -> 1 / (1 + Math.exp(-x));
        List<Function> all = new ArrayList<>();
        all.add(Function.of("exp", exp, Math::exp, -87, 88, LAST_DIGIT));
        all.add(Function.of("exp", exp, Math::exp, -1, 1, LAST_DIGIT));
        all.add(Function.of("log", log, Math::log, Float.MIN_NORMAL, 1e-3f, LAST_DIGIT));
        // Close to 1 a logarithm is small, and no less exact.
        all.add(Function.of("log", log, Math::log, 1e-3f, 4, LAST_DIGIT));
        all.add(Function.of("log", log, Math::log, 0.999f, 1.001f, LAST_DIGIT));
        all.add(Function.of("log", log, Math::log, 4, Float.MAX_VALUE, LAST_DIGIT));
        all.add(Function.of("softplus", softplus, exactSoftplus, -87, -5, 2e-7));
        all.add(Function.of("softplus", softplus, exactSoftplus, -5, 20, 2e-7));
        all.add(Function.of("softplus", softplus, exactSoftplus, 20, 1e30f, LAST_DIGIT));
        all.add(Function.of("sigmoid", sigmoid, exactSigmoid, -87, -5, 2e-7));
        all.add(Function.of("sigmoid", sigmoid, exactSigmoid, -5, 100, 2e-7));
        // A difference of exponentials: of small arguments only as exact as these are.
        Many tanh = Elementary::tanh;
        all.add(new Function("tanh", tanh, Math::tanh, -20, 20, x -> 0, LAST_DIGIT));
        all.add(new Function("tanh", tanh, Math::tanh, 1e-20f, 1, x -> 0, LAST_DIGIT));
        // Each of the products is rounded, by half of the last digit.
        for (int k : new int[] {1, 2, 3, 4, 10, 16}) {
            Many power = (x, y, length) -> Elementary.pow(x, k, y, length);
            DoubleUnaryOperator exact = x -> Math.pow(x, k);
            DoubleUnaryOperator error = x -> (k - 1) * LAST_DIGIT / 2;
            all.add(new Function("power " + k, power, exact, k > 4 ? 0.005f : 1e-9f, 1, error, 0));
            all.add(new Function("power " + k, power, exact, 0.9f, k > 4 ? 200 : 1000, error, 0));
        }
        for (double k : new double[] {-2, -1, -0.5, 0, 0.3f, 2.5f}) {
            Many power = (x, y, length) -> Elementary.pow(x, (float) k, y, length);
            DoubleUnaryOperator exact = x -> Math.pow(x, k);
            // What the logarithm is rounded by counts as often as the exponential grows by it.
            DoubleUnaryOperator error = x -> LAST_DIGIT * (1 + Math.abs(k * Math.log(x)));
            all.add(new Function("power " + k, power, exact, 1e-9f, 1, error, 0));
            all.add(new Function("power " + k, power, exact, 0.9f, 1000, error, 0));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("functions")
    void isExactToTheLastDigits(Function function) {
        float[] x = arguments(function.from, function.to);
        float[] y = apply(function.many, x);
        for (int i = 0; i < x.length; i++) {
            double exact = function.exact.applyAsDouble(x[i]);
            double relative = function.error.applyAsDouble(x[i]) * Math.abs(exact);
            // An allowance of 0, as for the logarithm of 1, is none to JUnit.
            double error = Math.max(Math.max(relative, function.absolute), Double.MIN_VALUE);
            assertEquals(exact, y[i], error, "of " + x[i]);
        }
    }

    /** Evenly spaced; in proportion where they differ by orders of magnitude. */
    private static float[] arguments(float from, float to) {
        float[] x = new float[NUMBERS];
        boolean wide = from > 0 && to / from > 1000;
        for (int i = 0; i < x.length; i++) {
            double part = i / (x.length - 1.0);
            double even = from + part * (to - from);
            double number = wide ? from * Math.pow(to / (double) from, part) : even;
            x[i] = (float) Math.min(to, Math.max(from, number));
        }
        return x;
    }

    private static float[] apply(Many many, float... x) {
        float[] y = new float[x.length];
        float[] someX = new float[Block.SIZE];
        float[] someY = new float[Block.SIZE];
        for (int from = 0; from < x.length; from += Block.SIZE) {
            int length = Math.min(Block.SIZE, x.length - from);
            System.arraycopy(x, from, someX, 0, length);
            many.of(someX, someY, length);
            System.arraycopy(someY, 0, y, from, length);
        }
        return y;
    }

    @Test
    void theDifferenceOfTwoNumbersIsTakenOnTheWay() {
        float[] x = arguments(-200, 0);
        float[] y = new float[Block.SIZE];
        float[] some = new float[Block.SIZE];
        float[] most = new float[Block.SIZE];
        Arrays.fill(most, 0.5f);
        for (int from = 0; from < x.length; from += Block.SIZE) {
            System.arraycopy(x, from, some, 0, Block.SIZE);
            Elementary.expOfDifference(some, most, y, Block.SIZE);
            for (int i = 0; i < y.length; i++) {
                double exact = Math.exp(Math.max(some[i] - most[i], -87));
                assertEquals(exact, y[i], LAST_DIGIT * exact, "of " + some[i]);
            }
        }
    }

    @Test
    void whatIsNoNormalNumberAnyMoreStaysOne() {
        float infinity = Float.POSITIVE_INFINITY;
        float[] wide = {-infinity, -1e30f, -88, 89, 1e30f, infinity};
        assertClose(Elementary::exp, wide, LEAST, LEAST, LEAST, MOST, MOST, MOST);
        assertClose(Elementary::softplus, wide, LEAST, LEAST, LEAST, 89, 1e30f, infinity);
        assertClose(Elementary::sigmoid, wide, LEAST, LEAST, LEAST, 1, 1, 1);
        assertClose(Elementary::tanh, wide, -1, -1, -1, 1, 1, 1);
        float least = LOG_OF_LEAST_NORMAL;
        float[] small = {-infinity, -1, -0f, 0, Float.MIN_VALUE, Float.MIN_NORMAL};
        assertClose(Elementary::log, small, least, least, least, least, least, least);
    }

    private static void assertClose(Many many, float[] x, float... expected) {
        float[] y = apply(many, x);
        for (int i = 0; i < x.length; i++) {
            float error = Math.min(Math.ulp(expected[i]), Float.MAX_VALUE);
            assertEquals(expected[i], y[i], error, "of " + x[i]);
        }
    }

    @Test
    void simpleNumbersAreExact() {
        assertEqual(Elementary::exp, new float[] {0, -0f}, 1, 1);
        assertEqual(Elementary::log, new float[] {1}, 0);
        assertEqual(Elementary::sigmoid, new float[] {0, -0f}, 0.5f, 0.5f);
        assertEqual(Elementary::tanh, new float[] {0, -0f}, 0, -0f);
        Many power = (x, y, length) -> Elementary.pow(x, 0, y, length);
        assertEqual(power, new float[] {0, 1, 7}, 1, 1, 1);
    }

    @Test
    void powersTooSmallForNormalNumbersStayNormal() {
        for (int k : new int[] {1, 3, 10, 16, 17}) {
            Many power = (x, y, length) -> Elementary.pow(x, k, y, length);
            float[] y = apply(power, 0, Float.MIN_NORMAL, 2e-38f, 1e-30f / k, Float.NaN);
            assertEquals(0, y[0], "0 to the power " + k);
            for (int i = 1; i < 4; i++) {
                assertTrue(y[i] == 0 || y[i] >= Float.MIN_NORMAL, y[i] + " to the power " + k);
                assertTrue(y[i] < 1e-29, y[i] + " to the power " + k);
            }
            assertTrue(Float.isNaN(y[4]), y[4] + " of no number, to the power " + k);
        }
    }

    private static void assertEqual(Many many, float[] x, float... expected) {
        assertArrayEquals(expected, apply(many, x));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void writesAsManyAsAreAsked(Function function) {
        float[] x = new float[Block.SIZE];
        Arrays.fill(x, 1);
        for (int length : new int[] {0, 1, 31, Block.SIZE - 1}) {
            float[] y = new float[Block.SIZE];
            Arrays.fill(y, -7);
            function.many.of(x, y, length);
            float[] expected = new float[Block.SIZE];
            Arrays.fill(expected, -7);
            Arrays.fill(expected, 0, length, apply(function.many, 1)[0]);
            assertArrayEquals(expected, y, function + ", " + length);
        }
    }

    @Test
    void theResultsMayTakeThePlaceOfTheArguments() {
        for (Many many : List.<Many>of(Elementary::exp, Elementary::log)) {
            float[] x = Arrays.copyOf(arguments(-3, 90), Block.SIZE);
            float[] expected = apply(many, x);
            many.of(x, x, x.length);
            assertArrayEquals(expected, x);
        }
    }

    @Test
    void aSignIsFoundWithoutABranch() {
        float[] numbers = {-1e30f, -1, -1e-37f, -0f, 0, 1e-37f, 1, 1e30f};
        for (float x : numbers) {
            assertEquals(x > 0 ? 1 : 0, Branchless.positive(x), 0f, "of " + x);
            assertEquals(x < 0 ? 1 : 0, Branchless.negative(x), 0f, "of " + x);
        }
    }
}

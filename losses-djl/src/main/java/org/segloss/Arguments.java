package org.segloss;

import java.util.Arrays;

/** Checks of option values that several losses share. */
public final class Arguments {

    private Arguments() {}

    /**
     * Checks a list of weights.
     *
     * @param option the name of the option
     * @param weights its value
     * @throws IllegalArgumentException if a weight is negative, infinite or not a number
     */
    public static void weights(String option, float... weights) {
        for (float weight : weights) {
            if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        option
                                + " = "
                                + Arrays.toString(weights)
                                + ": weights are finite and not negative");
            }
        }
    }

    /**
     * Checks the option {@code spacing}.
     *
     * @param spacing its value, null if it was not set
     * @return a copy; no number at all if it was not set
     * @throws IllegalArgumentException if a number is not between 1e-6 and 1e6
     */
    public static float[] spacing(float[] spacing) {
        float[] steps = spacing == null ? new float[0] : spacing.clone();
        for (float step : steps) {
            within("spacing", step, 1e-6, 1e6);
        }
        return steps;
    }

    /**
     * Checks that an option has one number for every class.
     *
     * @param option the name of the option
     * @param numbers its value
     * @param classes the number of channels of the prediction
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static void perClass(String option, float[] numbers, int classes) {
        if (numbers.length != classes) {
            throw new IllegalArgumentException(
                    option
                            + " = "
                            + Arrays.toString(numbers)
                            + " has "
                            + numbers.length
                            + " numbers, but the prediction has "
                            + classes
                            + " channels: give one number a channel, the background's included");
        }
    }

    /**
     * Checks a number.
     *
     * @param option the name of the option
     * @param value its value
     * @param least the smallest value that is allowed
     * @param most the largest value that is allowed
     * @return the value
     * @throws IllegalArgumentException if it is outside or not a number
     */
    public static float within(String option, float value, double least, double most) {
        if (!(value >= least && value <= most)) {
            boolean open = most >= Integer.MAX_VALUE;
            throw new IllegalArgumentException(
                    option
                            + " = "
                            + plain(value)
                            + ": allowed is "
                            + plain(least)
                            + (open ? " or more" : " to " + plain(most)));
        }
        return value;
    }

    /**
     * Checks the length of a window.
     *
     * @param option the name of the option
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is not an odd number from 1 to 999
     */
    public static int odd(String option, int value) {
        within(option, value, 1, 999);
        if (value % 2 == 0) {
            throw new IllegalArgumentException(
                    option
                            + " = "
                            + value
                            + ": allowed is an odd number, so that the window has a centre");
        }
        return value;
    }

    /** Whole numbers without a fraction. */
    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9
                ? String.valueOf((long) number)
                : String.valueOf((float) number);
    }
}

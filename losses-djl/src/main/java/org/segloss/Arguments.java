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

    /** Whole numbers without a fraction. */
    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9
                ? String.valueOf((long) number)
                : String.valueOf((float) number);
    }
}

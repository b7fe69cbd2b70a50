package org.segloss.demo.report;

import java.util.Locale;

/** Numbers as a reader wants them. */
final class Shown {

    static final String NONE = "–";

    private Shown() {}

    /**
     * Four digits after the point for shares such as Dice, four digits in all for what is larger.
     */
    static String number(Double value) {
        if (value == null || value.isNaN()) {
            return NONE;
        }
        if (value.isInfinite()) {
            return "∞";
        }
        double size = Math.abs(value);
        int digits = size < 10 ? 4 : size < 100 ? 2 : 1;
        return minus(String.format(Locale.ROOT, "%." + digits + "f", value));
    }

    /** A difference with its sign. */
    static String signed(double value) {
        return Double.isNaN(value) ? NONE : minus(String.format(Locale.ROOT, "%+.4f", value));
    }

    static String p(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        return value < 1e-4 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** Two digits and the power of ten, for what spans many of them. */
    static String tiny(Double value) {
        if (value == null || value.isNaN()) {
            return NONE;
        }
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value).replace("e-0", "e-");
    }

    static String ratio(Double value) {
        return value == null || value.isNaN() ? NONE : String.format(Locale.ROOT, "%.2f×", value);
    }

    static String seconds(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String minus(String number) {
        return number.replace('-', '−');
    }
}

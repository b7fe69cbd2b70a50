package org.segloss.benchmark;

import java.util.Locale;

/** How numbers are written in tables. */
final class Digits {

    private Digits() {}

    /** Three digits. */
    static String three(double value) {
        return String.format(
                Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}

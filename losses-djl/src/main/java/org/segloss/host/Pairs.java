package org.segloss.host;

/** The functions of two arguments that maps have. Each is a loop of its own, for the compiler. */
final class Pairs {

    static final Both.Function ADD =
            (a, b, y, length) -> {
                for (int i = 0; i < length; i++) {
                    y[i] = a[i] + b[i];
                }
            };

    static final Both.Function SUB =
            (a, b, y, length) -> {
                for (int i = 0; i < length; i++) {
                    y[i] = a[i] - b[i];
                }
            };

    static final Both.Function MUL = Loops::product;

    static final Both.Function DIV =
            (a, b, y, length) -> {
                for (int i = 0; i < length; i++) {
                    y[i] = a[i] / b[i];
                }
            };

    static final Both.Slope ONE = (a, b, dy, dx, length) -> Loops.add(dy, dx, length);

    static final Both.Slope MINUS_ONE =
            (a, b, dy, dx, length) -> {
                for (int i = 0; i < length; i++) {
                    dx[i] -= dy[i];
                }
            };

    static final Both.Slope BY_FIRST =
            (a, b, dy, dx, length) -> Loops.addProduct(a, dy, dx, length);

    static final Both.Slope BY_SECOND =
            (a, b, dy, dx, length) -> Loops.addProduct(b, dy, dx, length);

    static final Both.Slope DIV_FIRST =
            (a, b, dy, dx, length) -> {
                for (int i = 0; i < length; i++) {
                    dx[i] += dy[i] / b[i];
                }
            };

    static final Both.Slope DIV_SECOND =
            (a, b, dy, dx, length) -> {
                for (int i = 0; i < length; i++) {
                    dx[i] -= dy[i] * a[i] / (b[i] * b[i]);
                }
            };

    private Pairs() {}
}

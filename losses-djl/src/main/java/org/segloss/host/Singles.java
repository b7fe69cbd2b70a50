package org.segloss.host;

/** The functions of one argument that maps have. Each is a loop of its own, for the compiler. */
final class Singles {

    private static final ThreadLocal<float[]> SLOPE =
            ThreadLocal.withInitial(() -> new float[Block.ROOM]);

    static final Each.Function SAME = (x, y, length) -> System.arraycopy(x, 0, y, 0, length);

    static final Each.Slope ONE = (x, y, dy, dx, length) -> Loops.add(dy, dx, length);

    static final Each.Function SQUARE =
            (x, y, length) -> {
                for (int i = 0; i < length; i++) {
                    y[i] = x[i] * x[i];
                }
            };

    static final Each.Slope SQUARE_SLOPE =
            (x, y, dy, dx, length) -> {
                for (int i = 0; i < length; i++) {
                    dx[i] += 2 * x[i] * dy[i];
                }
            };

    static final Each.Function SQRT =
            (x, y, length) -> {
                for (int i = 0; i < length; i++) {
                    y[i] = (float) Math.sqrt(x[i]);
                }
            };

    static final Each.Slope SQRT_SLOPE =
            (x, y, dy, dx, length) -> {
                for (int i = 0; i < length; i++) {
                    dx[i] += 0.5f * dy[i] / y[i];
                }
            };

    static final Each.Function ABS =
            (x, y, length) -> {
                for (int i = 0; i < length; i++) {
                    y[i] = Math.abs(x[i]);
                }
            };

    static final Each.Function SIGN =
            (x, y, length) -> {
                for (int i = 0; i < length; i++) {
                    y[i] = Branchless.sign(x[i]);
                }
            };

    static final Each.Slope ABS_SLOPE =
            (x, y, dy, dx, length) -> {
                for (int i = 0; i < length; i++) {
                    dx[i] += Branchless.sign(x[i]) * dy[i];
                }
            };

    static final Each.Function RELU =
            (x, y, length) -> {
                for (int i = 0; i < length; i++) {
                    y[i] = Math.max(x[i], 0);
                }
            };

    static final Each.Slope RELU_SLOPE =
            (x, y, dy, dx, length) -> {
                for (int i = 0; i < length; i++) {
                    dx[i] += Branchless.positive(x[i]) * dy[i];
                }
            };

    static final Each.Slope EXP_SLOPE =
            (x, y, dy, dx, length) -> Loops.addProduct(y, dy, dx, length);

    static final Each.Slope LOG_SLOPE =
            (x, y, dy, dx, length) -> {
                for (int i = 0; i < length; i++) {
                    dx[i] += dy[i] / x[i];
                }
            };

    static final Each.Slope TANH_SLOPE =
            (x, y, dy, dx, length) -> {
                for (int i = 0; i < length; i++) {
                    dx[i] += (1 - y[i] * y[i]) * dy[i];
                }
            };

    static final Each.Slope SIGMOID_SLOPE =
            (x, y, dy, dx, length) -> {
                for (int i = 0; i < length; i++) {
                    dx[i] += y[i] * (1 - y[i]) * dy[i];
                }
            };

    /** The sigmoid, which is the exponential of the argument less the softplus. */
    static final Each.Slope SOFTPLUS_SLOPE =
            (x, y, dy, dx, length) -> {
                float[] slope = SLOPE.get();
                for (int i = 0; i < length; i++) {
                    slope[i] = x[i] - y[i];
                }
                Elementary.exp(slope, slope, length);
                Loops.addProduct(slope, dy, dx, length);
            };

    private Singles() {}

    static Each.Function power(Number exponent) {
        float k = exponent.floatValue();
        return (x, y, length) -> Elementary.pow(x, k, y, length);
    }

    static Each.Slope powerSlope(Number exponent) {
        float k = exponent.floatValue();
        if (k == 1) {
            return ONE;
        }
        return (x, y, dy, dx, length) -> {
            for (int i = 0; i < length; i++) {
                dx[i] += k * y[i] / Math.max(x[i], Float.MIN_NORMAL) * dy[i];
            }
        };
    }

    static Each.Function clip(Number min, Number max) {
        float low = min.floatValue();
        float high = max.floatValue();
        return (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = Math.min(Math.max(x[i], low), high);
            }
        };
    }

    static Each.Slope clipSlope(Number min, Number max) {
        float low = min.floatValue();
        float high = max.floatValue();
        return (x, y, dy, dx, length) -> {
            for (int i = 0; i < length; i++) {
                float out = Branchless.positive(low - x[i]) + Branchless.positive(x[i] - high);
                dx[i] += (1 - out) * dy[i];
            }
        };
    }
}

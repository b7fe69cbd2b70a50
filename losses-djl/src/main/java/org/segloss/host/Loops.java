package org.segloss.host;

/**
 * Loops that several maps share. Each is a method of its own, as those that one map has should be:
 * over a method with many loops the compiler takes seconds before it makes vectors of them, and
 * until then a step takes a hundred times as long.
 */
final class Loops {

    private Loops() {}

    static void add(float[] a, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] += a[i];
        }
    }

    static void product(float[] a, float[] b, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = a[i] * b[i];
        }
    }

    static void addProduct(float[] a, float[] b, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] += a[i] * b[i];
        }
    }

    static void multiple(float factor, float[] a, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = factor * a[i];
        }
    }

    static void addMultiple(float factor, float[] a, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] += factor * a[i];
        }
    }

    static void takeOffProduct(float[] a, float[] b, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] -= a[i] * b[i];
        }
    }

    static void negativeProduct(float[] a, float[] b, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = -a[i] * b[i];
        }
    }

    static void divide(float[] y, float[] by, int length) {
        for (int i = 0; i < length; i++) {
            y[i] /= by[i];
        }
    }

    static void reciprocal(float[] x, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = 1 / x[i];
        }
    }

    static void larger(float[] a, float[] b, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = Math.max(a[i], b[i]);
        }
    }
}

package org.segloss.geometry;

/**
 * The lower envelope of equal parabolas on one line: \(\min_p f(p) + w (q - p)^2\) at every \(q\).
 *
 * <p>With \(h(p) = f(p) + w p^2\) the minimum over \(p\) is the minimum of the straight lines
 * \(h(p) - 2 w q p\), so only the vertices of the lower convex hull of the points \((p, h(p))\)
 * attain it, one after the other as \(q\) grows. All scratch values are in double precision: the
 * only rounding that counts is that of the line itself.
 *
 * <p>An object is scratch space for one thread.
 */
final class LowerEnvelope {

    private final double weight;
    private final int[] position;
    private final double[] value;
    private final double[] height;

    /** Slope of the hull on the left of each vertex. */
    private final double[] slope;

    private int count;
    private int current;

    /**
     * Reserves the scratch space.
     *
     * @param length number of samples of the longest line
     * @param weight \(w\), the squared distance of neighbouring samples
     */
    LowerEnvelope(int length, double weight) {
        this.weight = weight;
        position = new int[length + 2];
        value = new double[length + 2];
        height = new double[length + 2];
        slope = new double[length + 2];
    }

    /**
     * Puts a parabola at every sample of a line.
     *
     * @param values holds the line, at positions 0 and on; an infinite sample carries no parabola
     * @param from index of the first sample
     * @param end index behind the last
     * @param before the sample at position -1
     * @param behind the sample behind the last
     */
    void over(float[] values, int from, int end, double before, double behind) {
        count = 0;
        current = 0;
        add(-1, before);
        for (int v = from; v < end; v++) {
            add(v - from, values[v]);
        }
        add(end - from, behind);
    }

    /** Adds a parabola on the right of all others. */
    private void add(int p, double f) {
        if (f == Double.POSITIVE_INFINITY) {
            return;
        }
        double h = f + weight * p * p;
        double rise = Double.NEGATIVE_INFINITY;
        while (count > 0) {
            rise = (h - height[count - 1]) / (p - position[count - 1]);
            if (rise > slope[count - 1]) {
                break;
            }
            count--;
        }
        position[count] = p;
        value[count] = f;
        height[count] = h;
        slope[count] = rise;
        count++;
    }

    /**
     * The envelope at a position.
     *
     * @param q the position, not left of the one asked for last
     * @return the least value of all parabolas, infinite if there is none
     */
    double at(int q) {
        if (count == 0) {
            return Double.POSITIVE_INFINITY;
        }
        while (current + 1 < count && slope[current + 1] <= 2 * weight * q) {
            current++;
        }
        double steps = q - position[current];
        return value[current] + weight * steps * steps;
    }

    /** The position of the parabola that is lowest where the envelope was asked for last. */
    int nearest() {
        return position[current];
    }
}

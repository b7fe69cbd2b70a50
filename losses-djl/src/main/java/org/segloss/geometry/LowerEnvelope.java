package org.segloss.geometry;

/**
 * The lower envelope of equal parabolas on one line: replaces \(f(q)\) by \(\min_p f(p) + w (q -
 * p)^2\).
 *
 * <p>With \(h(p) = f(p) + w p^2\) the minimum over \(p\) is the minimum of the straight lines
 * \(h(p) - 2 w q p\), so only the vertices of the lower convex hull of the points \((p, h(p))\)
 * attain it, one after the other as \(q\) grows. All scratch values are in double precision: the
 * only rounding that counts is that of the line itself.
 *
 * <p>An object is scratch space for one thread.
 */
final class LowerEnvelope {

    private final int length;
    private final double weight;
    private final int[] position;
    private final double[] value;
    private final double[] height;

    /** Slope of the hull on the left of each vertex. */
    private final double[] slope;

    /**
     * Reserves the scratch space.
     *
     * @param length number of samples of a line
     * @param weight \(w\), the squared distance of neighbouring samples
     */
    LowerEnvelope(int length, double weight) {
        this.length = length;
        this.weight = weight;
        position = new int[length];
        value = new double[length];
        height = new double[length];
        slope = new double[length];
    }

    /**
     * Replaces one line in place.
     *
     * @param values array that holds the line; an infinite sample carries no parabola, and a line
     *     without any parabola stays infinite
     * @param offset index of the first sample
     * @param stride step from one sample to the next
     */
    void replace(float[] values, int offset, int stride) {
        int vertices = hull(values, offset, stride);
        if (vertices == 0) {
            return;
        }
        int nearest = 0;
        for (int q = 0, i = offset; q < length; q++, i += stride) {
            while (nearest + 1 < vertices && slope[nearest + 1] <= 2 * weight * q) {
                nearest++;
            }
            double steps = q - position[nearest];
            values[i] = (float) (value[nearest] + weight * steps * steps);
        }
    }

    /** Collects the vertices of the hull from left to right and returns how many there are. */
    private int hull(float[] values, int offset, int stride) {
        int count = 0;
        for (int q = 0, i = offset; q < length; q++, i += stride) {
            double f = values[i];
            if (f == Double.POSITIVE_INFINITY) {
                continue;
            }
            double h = f + weight * q * q;
            double rise = Double.NEGATIVE_INFINITY;
            while (count > 0) {
                rise = (h - height[count - 1]) / (q - position[count - 1]);
                if (rise > slope[count - 1]) {
                    break;
                }
                count--;
            }
            position[count] = q;
            value[count] = f;
            height[count] = h;
            slope[count] = rise;
            count++;
        }
        return count;
    }
}

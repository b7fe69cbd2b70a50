package org.segloss.boundary;

import org.segloss.host.Filter;
import org.segloss.input.Targets;
import org.segloss.tensor.Convolution;

/**
 * One erosion of errors on the host: the mean of each voxel and its neighbours less one half, of
 * which what is above 0 is brought to 0..1 in every image and class.
 */
final class Erosion implements Filter {

    private static final float HALF = 0.5f;

    private final Convolution cross;
    private final Targets targets;

    Erosion(Convolution cross, Targets targets) {
        this.cross = cross;
        this.targets = targets;
    }

    @Override
    public int voxels() {
        return cross.voxels();
    }

    @Override
    public void forward(int image, float[] x, float[] y) {
        Range range = erode(image, x, y);
        float least = range.least();
        float inverse = 1 / range.length();
        for (int v = 0; v < y.length; v++) {
            y[v] = (y[v] - least) * inverse;
        }
    }

    /** What is above 0 of the mean less one half. */
    private Range erode(int image, float[] x, float[] y) {
        cross.forward(image, x, y);
        float most = 0;
        float least = Float.MAX_VALUE;
        for (int v = 0; v < y.length; v++) {
            y[v] = Math.max(y[v] - HALF, 0);
        }
        ignore(image, y);
        for (float above : y) {
            most = Math.max(most, above);
            least = Math.min(least, above);
        }
        return new Range(least, most);
    }

    private void ignore(int image, float[] map) {
        for (int v = 0; !targets.allValid() && v < map.length; v++) {
            map[v] = targets.ignored(image * map.length + v) ? 0 : map[v];
        }
    }

    @Override
    public void backward(int image, float[] x, float[] dy, float[] dx) {
        float[] above = new float[x.length];
        Range range = erode(image, x, above);
        if (!range.flat()) {
            share(range, above, dy);
        }
        float inverse = 1 / range.length();
        for (int v = 0; v < dy.length; v++) {
            dy[v] = above[v] > 0 ? dy[v] * inverse : 0;
        }
        cross.backward(image, x, dy, dx);
    }

    /** Least and largest have slopes too, each of all voxels that are so, times the range. */
    private static void share(Range range, float[] above, float[] dy) {
        double ofMost = 0;
        double ofLeast = 0;
        for (int v = 0; v < dy.length; v++) {
            double part = (above[v] - range.least()) / range.length();
            ofMost -= dy[v] * part;
            ofLeast -= dy[v] * (1 - part);
        }
        spread(above, range.most(), ofMost, dy);
        spread(above, range.least(), ofLeast, dy);
    }

    private static void spread(float[] above, float which, double slope, float[] dy) {
        int count = 0;
        for (float value : above) {
            count += value == which ? 1 : 0;
        }
        float part = (float) (slope / count);
        for (int v = 0; v < above.length; v++) {
            dy[v] += above[v] == which ? part : 0;
        }
    }

    /** From the least to the largest of a map; one that is the same everywhere stays as it is. */
    private record Range(float low, float most) {

        boolean flat() {
            return most == low;
        }

        float least() {
            return flat() ? 0 : low;
        }

        float length() {
            return flat() ? 1 : most - low;
        }
    }
}

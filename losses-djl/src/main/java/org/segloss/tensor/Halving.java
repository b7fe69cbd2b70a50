package org.segloss.tensor;

import java.util.ArrayList;
import java.util.List;
import org.segloss.host.Filter;

/** The mean of each pair of voxels along every axis; of an odd number the last one is left out. */
final class Halving implements Filter {

    private final List<Lines> axes = new ArrayList<>();
    private final int[] halved;

    Halving(int... space) {
        halved = space.clone();
        for (int axis = 0; axis < space.length; axis++) {
            if (space[axis] > 1) {
                axes.add(Lines.along(axis, halved));
                halved[axis] /= 2;
            }
        }
    }

    int[] space() {
        return halved.clone();
    }

    @Override
    public int voxels() {
        return Lines.product(halved);
    }

    @Override
    public void forward(int image, float[] x, float[] y) {
        float[] from = x;
        for (int axis = 0; axis < axes.size(); axis++) {
            Lines lines = axes.get(axis);
            float[] to = axis == axes.size() - 1 ? y : new float[halves(lines)];
            halve(lines, from, to);
            from = to;
        }
        if (axes.isEmpty()) {
            System.arraycopy(x, 0, y, 0, y.length);
        }
    }

    private static int halves(Lines lines) {
        return lines.before() * (lines.size() / 2) * lines.after();
    }

    private static void halve(Lines lines, float[] x, float[] y) {
        int step = lines.after();
        int to = 0;
        for (int line = 0; line < lines.before(); line++) {
            for (int pair = 0; pair < lines.size() / 2; pair++, to += step) {
                int from = (line * lines.size() + 2 * pair) * step;
                for (int i = 0; i < step; i++) {
                    y[to + i] = 0.5f * (x[from + i] + x[from + step + i]);
                }
            }
        }
    }

    @Override
    public void backward(int image, float[] x, float[] dy, float[] dx) {
        float[] from = dy;
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            Lines lines = axes.get(axis);
            float[] to = axis == 0 ? dx : new float[lines.before() * lines.size() * lines.after()];
            spread(lines, from, to);
            from = to;
        }
        for (int i = 0; axes.isEmpty() && i < dx.length; i++) {
            dx[i] += dy[i];
        }
    }

    private static void spread(Lines lines, float[] dy, float[] dx) {
        int step = lines.after();
        int from = 0;
        for (int line = 0; line < lines.before(); line++) {
            for (int pair = 0; pair < lines.size() / 2; pair++, from += step) {
                int to = (line * lines.size() + 2 * pair) * step;
                for (int i = 0; i < step; i++) {
                    float half = 0.5f * dy[from + i];
                    dx[to + i] += half;
                    dx[to + step + i] += half;
                }
            }
        }
    }
}

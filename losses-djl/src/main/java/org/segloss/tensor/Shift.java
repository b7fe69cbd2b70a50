package org.segloss.tensor;

import org.segloss.host.Filter;
import org.segloss.host.Stretch;

/** What each voxel has beside it along an axis; the border is repeated. */
final class Shift implements Filter {

    private final Lines lines;
    private final int by;

    /**
     * Makes the filter.
     *
     * @param lines the voxels along the axis
     * @param by how far away the neighbour is, negative for those before
     */
    Shift(Lines lines, int by) {
        this.lines = lines;
        this.by = by;
    }

    @Override
    public int voxels() {
        return lines.before() * lines.size() * lines.after();
    }

    @Override
    public void forward(int image, float[] x, float[] y) {
        forward(x, y);
    }

    void forward(float[] x, float[] y) {
        int step = lines.after();
        for (int line = 0; line < lines.before(); line++) {
            int start = line * lines.size() * step;
            for (int place = 0; place < lines.size(); place += length(place)) {
                int from = start + neighbour(place) * step;
                System.arraycopy(x, from, y, start + place * step, length(place) * step);
            }
        }
    }

    @Override
    public void backward(int image, float[] x, float[] dy, float[] dx) {
        backward(dy, dx);
    }

    void backward(float[] dy, float[] dx) {
        int step = lines.after();
        for (int line = 0; line < lines.before(); line++) {
            int start = line * lines.size() * step;
            for (int place = 0; place < lines.size(); place += length(place)) {
                int to = start + neighbour(place) * step;
                int from = start + place * step;
                Stretch.add(1, dy, from, dx, to, length(place) * step);
            }
        }
    }

    private int neighbour(int place) {
        return Math.min(Math.max(place + by, 0), lines.size() - 1);
    }

    /** How many places from here on have neighbours that follow one another. */
    private int length(int place) {
        int at = place + by;
        return at < 0 || at >= lines.size() ? 1 : Math.min(lines.size() - at, lines.size() - place);
    }
}

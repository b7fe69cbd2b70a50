package org.segloss.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A window that goes over a space with zeros around it, line by line. In its loops all arrays begin
 * at the same place: only of such ones the compiler makes vectors.
 */
final class Slide {

    /** The outer axes, and the last one, which those that the window does not reach along join. */
    private final int[] given;

    private final int[] result;
    private final int[] margin;
    private final int[] sides;
    private final int[] space;

    /** The different weights along a line of the window, and which of them each line has. */
    private final List<float[]> patterns = new ArrayList<>();

    private final int[] patternOfRow;
    private final float[] weightOfRow;

    /**
     * Makes the window.
     *
     * @param window its weights
     * @param margin how many zeros are before and behind the space along each axis
     * @param space the axes of the voxels
     */
    Slide(WindowWeights window, int[] margin, int... space) {
        int[] lengths = window.sides();
        this.space = new int[space.length];
        Arrays.setAll(this.space, i -> space[i] + 2 * margin[i] - lengths[i] + 1);
        int last = space.length - 1;
        while (last > 0 && lengths[last] == 1 && margin[last] == 0) {
            last--;
        }
        // Behind the last axis that the window reaches along, all voxels are one line.
        int axes = Math.min(last + 2, space.length);
        this.margin = Arrays.copyOf(margin, axes);
        sides = Arrays.copyOf(lengths, axes);
        given = Arrays.copyOf(space, axes);
        given[axes - 1] = Lines.product(Arrays.copyOfRange(space, axes - 1, space.length));
        result = new int[axes];
        Arrays.setAll(result, i -> given[i] + 2 * this.margin[i] - sides[i] + 1);
        int side = sides[axes - 1];
        patternOfRow = new int[window.places() / side];
        weightOfRow = new float[patternOfRow.length];
        for (int row = 0; row < patternOfRow.length; row++) {
            float[] weights = new float[side];
            for (int place = 0; place < side; place++) {
                weights[place] = window.weight(row * side + place);
            }
            weightOfRow[row] = side == 1 ? weights[0] : 1;
            patternOfRow[row] = pattern(side == 1 ? new float[] {1} : weights);
        }
    }

    /** Which of the patterns these weights are; -1 if they are zeros. */
    private int pattern(float... weights) {
        if (Arrays.equals(weights, new float[weights.length])) {
            return -1;
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (Arrays.equals(patterns.get(i), weights)) {
                return i;
            }
        }
        patterns.add(weights);
        return patterns.size() - 1;
    }

    /** The axes of the result. */
    int[] result() {
        return space.clone();
    }

    /** Adds the weighted sums of each window. */
    void add(float[] x, float[] y) {
        int last = given.length - 1;
        int length = result[last];
        PassingLines lines = new PassingLines(x, given[last], margin[last], length, patterns);
        int slab = x.length / given[0] / given[last];
        int slabOfResult = y.length / result[0] / length;
        float[] sums = new float[length];
        FourLines four = new FourLines(length);
        for (int line = 0; line < y.length / length; line++) {
            if (last > 0 && line % slabOfResult == 0) {
                // The window has left what is before it along the first axis.
                int left = line / slabOfResult - margin[0] - 1;
                lines.leave(Math.max(left, 0) * slab, (left + 1) * slab);
            }
            System.arraycopy(y, line * length, sums, 0, length);
            for (int row = 0; row < patternOfRow.length; row++) {
                int source = source(line, row);
                if (source >= 0 && patternOfRow[row] >= 0) {
                    four.add(lines.get(source, patternOfRow[row]), weightOfRow[row], sums);
                }
            }
            four.finish(sums);
            System.arraycopy(sums, 0, y, line * length, length);
        }
    }

    /** Which line a line of the window meets; -1 for zeros. */
    private int source(int line, int row) {
        int source = 0;
        int restOfLine = line;
        int restOfRow = row;
        for (int axis = result.length - 2, stride = 1; axis >= 0; axis--) {
            int at = restOfLine % result[axis] + restOfRow % sides[axis] - margin[axis];
            if (at < 0 || at >= given[axis]) {
                return -1;
            }
            restOfLine /= result[axis];
            restOfRow /= sides[axis];
            source += at * stride;
            stride *= given[axis];
        }
        return source;
    }
}

package org.segloss.tensor;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The lines of a space with zeros around them, and their sums with each pattern of weights, while a
 * window passes: made when it first meets them, and their memory used again when it has left them.
 */
final class PassingLines {

    private final float[] space;
    private final int length;
    private final int margin;
    private final int sums;
    private final List<float[]> patterns;
    private final FourLines four;
    private final float[][] lines;
    private final float[][][] along;
    private final Deque<float[]> spareLines = new ArrayDeque<>();
    private final Deque<float[]> spareSums = new ArrayDeque<>();

    /**
     * Takes a space.
     *
     * @param space its voxels
     * @param length how long its lines are
     * @param margin how many zeros are before and behind each line
     * @param sums how many places a pattern has on a line
     * @param patterns weights of neighbours on a line
     */
    PassingLines(float[] space, int length, int margin, int sums, List<float[]> patterns) {
        this.space = space;
        this.length = length;
        this.margin = margin;
        this.sums = sums;
        this.patterns = patterns;
        four = new FourLines(sums);
        lines = new float[space.length / length][];
        along = new float[patterns.size()][lines.length][];
    }

    /** The sums of a line with a pattern at each place. */
    float[] get(int line, int pattern) {
        float[] weights = patterns.get(pattern);
        if (weights.length == 1) {
            return line(line);
        }
        if (along[pattern][line] == null) {
            along[pattern][line] = sum(line(line), weights);
        }
        return along[pattern][line];
    }

    private float[] line(int line) {
        if (lines[line] == null) {
            // What is before and behind stays zero.
            float[] spare = spareLines.poll();
            lines[line] = spare == null ? new float[length + 2 * margin] : spare;
            System.arraycopy(space, line * length, lines[line], margin, length);
        }
        return lines[line];
    }

    private float[] sum(float[] line, float... weights) {
        float[] spare = spareSums.poll();
        float[] sum = spare == null ? new float[sums] : spare;
        Arrays.fill(sum, 0);
        for (int place = 0; place < weights.length; place++) {
            if (weights[place] != 0) {
                four.add(line, place, weights[place], sum);
            }
        }
        four.finish(sum);
        return sum;
    }

    /** Gives up lines that are not asked for again. */
    void leave(int from, int end) {
        for (int line = from; line < end; line++) {
            give(lines, line, spareLines);
            for (float[][] ofPattern : along) {
                give(ofPattern, line, spareSums);
            }
        }
    }

    private static void give(float[][] from, int line, Deque<float[]> to) {
        if (from[line] != null) {
            to.push(from[line]);
            from[line] = null;
        }
    }
}

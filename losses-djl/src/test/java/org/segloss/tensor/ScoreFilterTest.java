package org.segloss.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores against their definition: all voxels of a window at once, in double precision. */
class ScoreFilterTest {

    private static final int[][] SPACES = {{1}, {7}, {1, 9}, {9, 1}, {5, 6}, {33, 40}, {4, 5, 6}};

    private static final double[][] WINDOWS = {
        {1}, {0.25, 0.5, 0.25}, {0.1, 0.2, 0.4, 0.2, 0.1}, {0.2, 0.2, 0.2, 0.2, 0.1, 0.05, 0.05}
    };

    private static final double SMALLEST = 1e-12;

    private static final double C4 = 0.01;

    private static Stream<Arguments> cases() {
        return Arrays.stream(SPACES)
                .flatMap(
                        space -> Arrays.stream(WINDOWS).map(window -> Arguments.of(space, window)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isWhatTheWindowSays(int[] space, double[] window) {
        ScoreFilter filter = new ScoreFilter(window, SMALLEST, C4, space);
        int voxels = Lines.product(space);
        assertEquals(voxels, filter.voxels());
        float[] x = new float[voxels];
        Random random = new Random(voxels);
        for (int v = 0; v < voxels; v++) {
            x[v] = random.nextFloat();
        }
        float[] before = x.clone();
        float[] y = new float[voxels];
        filter.forward(0, x, y);
        assertEquals(Arrays.toString(before), Arrays.toString(x));
        for (int v = 0; v < voxels; v++) {
            assertEquals(score(x, v, space, window), y[v], 2e-4, "voxel " + v);
        }
    }

    /** A row of one number is its own mean, and has no variance. */
    @ParameterizedTest
    @MethodSource("cases")
    void ofEqualNumbersIsOne(int[] space, double[] window) {
        float[] x = new float[Lines.product(space)];
        Arrays.fill(x, 0.5f);
        float[] y = new float[x.length];
        new ScoreFilter(window, SMALLEST, C4, space).forward(0, x, y);
        for (float score : y) {
            assertEquals(1, score, 1e-3);
        }
    }

    private static double score(float[] x, int voxel, int[] space, double... window) {
        double mean = moment(x, voxel, space, window, 0, 1);
        double variance = moment(x, voxel, space, window, mean, 2);
        return (x[voxel] - mean + C4) / (Math.sqrt(variance + SMALLEST) + C4);
    }

    /** The weighted mean of a power of how far the voxels of the window are from a number. */
    private static double moment(
            float[] x, int voxel, int[] space, double[] window, double from, int power) {
        double sum = 0;
        int places = (int) Math.pow(window.length, space.length);
        for (int place = 0; place < places; place++) {
            double weight = 1;
            int at = 0;
            int stride = 1;
            int restOfPlace = place;
            int restOfVoxel = voxel;
            for (int axis = space.length - 1; axis >= 0; axis--) {
                int i = restOfPlace % window.length;
                int beside = restOfVoxel % space[axis] + i - window.length / 2;
                weight *= window[i];
                at += Math.min(Math.max(beside, 0), space[axis] - 1) * stride;
                stride *= space[axis];
                restOfPlace /= window.length;
                restOfVoxel /= space[axis];
            }
            sum += weight * Math.pow(x[at] - from, power);
        }
        return sum;
    }
}

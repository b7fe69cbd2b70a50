package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContourDistanceTest {

    private static final double TOLERANCE = 1e-6;

    @ParameterizedTest
    @ValueSource(strings = {"disk2d", "organs2d", "components3d", "absent2d", "disk2d_sigmoid"})
    void equalsGoldenDistances(String name) throws IOException {
        Map<String, Npz.Array> golden = Npz.read("/golden/boundary/shape_aware/" + name + ".npz");
        Npz.Array expected = golden.get("contour_distance");
        for (int image = 0; image < expected.shape()[0]; image++) {
            Npz.Array labels = golden.get("labels").at(image, 0);
            Npz.Array logits = golden.get("logits").at(image);
            ContourDistance distance = new ContourDistance();
            // The background has no entry.
            for (int label = 1; label < expected.shape()[1]; label++) {
                double actual =
                        distance.of(
                                labels.shape(), decided(logits, label), labelled(labels, label));
                double wanted = expected.at(image).values()[label];
                assertEquals(wanted, actual, TOLERANCE, "image " + image + ", class " + label);
            }
        }
    }

    @Test
    void isTheMeanAlongTheFirstContour() {
        int[] shape = {1, 9};
        // All of a flat region is contour, for the edge of the image is outside.
        assertEquals((1 + 2 + 3) / 3.0, distance(shape, bits(2, 3, 4), bits(0, 1)), TOLERANCE);
        assertEquals((1 + 2) / 2.0, distance(shape, bits(0, 1), bits(2, 3, 4)), TOLERANCE);
        assertEquals(3, distance(shape, bits(2, 3, 4), bits(0, 1), 1, 1.5f), TOLERANCE);
    }

    @Test
    void anEmptyRegionIsADiagonalAway() {
        int[] shape = {3, 4};
        assertEquals(5, distance(shape, bits(), bits(1)), TOLERANCE);
        assertEquals(5, distance(shape, bits(1), bits()), TOLERANCE);
        assertEquals(10, distance(shape, bits(1), bits(), 2, 2), TOLERANCE);
        assertEquals(0, distance(shape, bits(), bits()), TOLERANCE);
    }

    private static double distance(int[] shape, BitSet from, BitSet to, float... spacing) {
        return new ContourDistance(spacing).of(shape, from, to);
    }

    /** The largest of the logits, with one channel a logit above 0. */
    private static BitSet decided(Npz.Array logits, int label) {
        int channels = logits.shape()[0];
        int voxels = logits.values().length / channels;
        double[] values = logits.values();
        BitSet decided = new BitSet();
        for (int v = 0; v < voxels; v++) {
            int best = channels == 1 && values[v] > 0 ? 1 : 0;
            for (int c = 1; c < channels; c++) {
                best = values[c * voxels + v] > values[best * voxels + v] ? c : best;
            }
            decided.set(v, best == label);
        }
        return decided;
    }

    private static BitSet labelled(Npz.Array labels, int label) {
        int[] values = labels.ints();
        BitSet region = new BitSet();
        for (int v = 0; v < values.length; v++) {
            region.set(v, values[v] == label);
        }
        return region;
    }

    private static BitSet bits(int... voxels) {
        BitSet bits = new BitSet();
        for (int voxel : voxels) {
            bits.set(voxel);
        }
        return bits;
    }
}

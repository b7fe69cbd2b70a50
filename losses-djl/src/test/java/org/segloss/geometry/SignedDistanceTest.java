package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.segloss.geometry.SignedDistance.Convention;

class SignedDistanceTest {

    private static final float TOLERANCE = 1e-5f;

    @ParameterizedTest
    @CsvSource({
        "absent2d, KERVADEC, 0",
        "disk2d_binary, KERVADEC, 0",
        "nested3d_spacing, KERVADEC, 0",
        "organs2d_all_classes, KERVADEC, 0",
        "organs2d_spacing, KERVADEC, 0",
        "sigmoid2d_multilabel, KERVADEC, 0",
        // The reference leaves the map of class 0 empty.
        "segloss_convention3d, SEGLOSS, 1"
    })
    void equalsGoldenMaps(String name, Convention convention, int firstClass) throws IOException {
        Map<String, Npz.Array> golden = Npz.read("/golden/boundary/boundary/" + name + ".npz");
        Npz.Array maps = golden.get("distance_map");
        Npz.Array labels = golden.get("labels");
        float[] spacing =
                golden.containsKey("spacing") ? golden.get("spacing").floats() : new float[0];
        SignedDistance distance = new SignedDistance(convention, maps.at(0, 0).shape(), spacing);

        int classes = maps.shape()[1];
        boolean masks = labels.shape()[1] == classes;
        for (int image = 0; image < maps.shape()[0]; image++) {
            for (int label = firstClass; label < classes; label++) {
                float[] values = labels.at(image, masks ? label : 0).floats();
                float inside = masks ? 1 : label;
                float[] map = distance.of(v -> values[v] == inside);
                assertArrayEquals(
                        maps.at(image, label).floats(),
                        map,
                        TOLERANCE,
                        "image " + image + ", class " + label);
            }
        }
    }

    @Test
    void conventionsDifferInsideAndInTheirUnit() {
        int[] labels = {0, 0, 4, 4, 4, 4, 4, 0};
        int[] shape = {8};
        assertArrayEquals(
                new float[] {2, 1, 0, -1, -2, -1, 0, 1},
                new SignedDistance(Convention.KERVADEC, shape).of(v -> labels[v] == 4));
        assertArrayEquals(
                new float[] {2, 1, 0, -2, -3, -2, 0, 1},
                new SignedDistance(Convention.SEGLOSS, shape).of(v -> labels[v] == 4));
        assertArrayEquals(
                new float[] {1, 0.5f, 0, -2 / 3f, -1, -2 / 3f, 0, 0.5f},
                new SignedDistance(Convention.NORMALIZED, shape).of(v -> labels[v] == 4));
    }

    @Test
    void boundaryOfSeglossGoesByFacesNotByDistance() {
        // With thin rows two rows are less than the largest spacing, yet no face is between them.
        float[] mask = {0, 1, 1, 1, 1, 1};
        float[] expected = {
            0.25f, 0, 0, -(float) Math.sqrt(1.0625), -0.5f, -(float) Math.sqrt(1.25)
        };
        float[] map =
                new SignedDistance(Convention.SEGLOSS, new int[] {3, 2}, 0.25f, 1)
                        .of(v -> mask[v] == 1);
        assertArrayEquals(expected, map, TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource(Convention.class)
    void withoutBoundaryTheMapIsZero(Convention convention) {
        SignedDistance distance = new SignedDistance(convention, new int[] {2, 3}, 0.5f, 2);
        assertArrayEquals(new float[6], distance.of(v -> true));
        assertArrayEquals(new float[6], distance.of(v -> false));
    }
}

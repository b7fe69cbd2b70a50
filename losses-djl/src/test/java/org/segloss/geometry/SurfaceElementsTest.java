package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceElementsTest {

    private static BitSet voxels(int... voxels) {
        BitSet region = new BitSet();
        Arrays.stream(voxels).forEach(region::set);
        return region;
    }

    @Test
    void aVoxelIsCutOffAtItsFourOrEightCorners() {
        double diagonal = Math.hypot(3, 4) / 2;
        assertArrayEquals(
                new double[] {diagonal, diagonal, diagonal, diagonal},
                new SurfaceElements(new int[] {1, 1}, 3, 4).of(voxels(0)));
        double corner = Math.sqrt(36 + 9 + 4) / 8;
        double[] corners = new double[8];
        Arrays.fill(corners, corner);
        assertArrayEquals(
                corners, new SurfaceElements(new int[] {1, 1, 1}, 1, 2, 3).of(voxels(0)), 1e-12);
    }

    /** The surface of each code is known by hand for the 14 shapes that a cube can have. */
    @ParameterizedTest
    @CsvSource({
        "0, 0", "1, 0.2165", "3, 0.7071", "6, 0.4330", "24, 0.4330", "7, 1.1495", "25, 0.9236",
        "22, 0.6495", "15, 1", "23, 1.2990", "27, 1.5731", "30, 1.3660", "60, 1.4142", "105, 0.8660"
    })
    void everyShapeOfACube(int code, double area) {
        double[] areas = new CellSurface(3).measures(new float[] {1, 1, 1});
        assertEquals(area, areas[code], 1e-4);
        assertEquals(areas[code], areas[255 - code], 1e-12);
    }

    @Test
    void theSurfaceOfABoxLosesItsEdgesAndCorners() {
        BitSet box = new BitSet();
        box.set(0, 3 * 4 * 5);
        double area = Arrays.stream(new SurfaceElements(new int[] {3, 4, 5}).of(box)).sum();
        double faces = 2 * (2 * 3 + 3 * 4 + 2 * 4);
        double edges = 4 * (2 + 3 + 4) * Math.sqrt(0.5);
        assertEquals(faces + edges + 8 * Math.sqrt(3) / 8, area, 1e-9);
    }

    @Test
    void elementsStandWhereRegionAndOutsideMeet() {
        RandomMasks.all()
                .filter(masks -> masks.shape().length > 1)
                .forEach(
                        masks -> {
                            SurfaceElements elements = new SurfaceElements(masks.shape());
                            double[] surface = elements.of(masks.mask());
                            for (int i = 0; i < surface.length; i++) {
                                long inside = inside(masks, elements.dualShape(), i);
                                long all = 1L << masks.shape().length;
                                assertEquals(inside > 0 && inside < all, surface[i] > 0);
                            }
                        });
    }

    /** How many of the voxels around a point are in the mask. */
    private static long inside(RandomMasks masks, int[] dual, int point) {
        int[] shape = masks.shape();
        return masks.mask().stream()
                .filter(
                        v -> {
                            int[] at = masks.position(v);
                            boolean near = true;
                            for (int a = shape.length - 1, rest = point; a >= 0; a--) {
                                int step = rest % dual[a] - at[a];
                                rest /= dual[a];
                                near &= step == 0 || step == 1;
                            }
                            return near;
                        })
                .count();
    }

    @Test
    void refusesOtherNumbersOfAxes() {
        for (int[] shape : List.of(new int[] {3}, new int[] {2, 2, 2, 2})) {
            String message =
                    assertThrows(IllegalArgumentException.class, () -> new SurfaceElements(shape))
                            .getMessage();
            assertTrue(message.contains(Arrays.toString(shape)), message);
        }
    }
}

package org.segloss.demo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {

    private static final int SIDE = 9;

    @Test
    void imageAndLabelsMoveTogetherByEveryShift() {
        Augmentation shifts = new Augmentation(2, 0, 0, 0);
        SplittableRandom random = new SplittableRandom(1);
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            Sample moved = shifts.apply(spot(), random);
            for (int v = 0; v < moved.labels().length; v++) {
                assertEquals(moved.image()[v], moved.labels()[v]);
                if (moved.labels()[v] == 1) {
                    places.add(v);
                }
            }
        }
        assertEquals(25, places.size(), "-2 to 2 on two axes");
    }

    @Test
    void seedDecidesAll() {
        Augmentation all = new Augmentation(2, 0.1f, 0.1f, 0.1f);
        Sample first = all.apply(spot(), new SplittableRandom(7));
        Sample second = all.apply(spot(), new SplittableRandom(7));
        assertArrayEquals(first.image(), second.image());
        assertArrayEquals(first.labels(), second.labels());
        Sample other = all.apply(spot(), new SplittableRandom(8));
        assertFalse(Arrays.equals(first.image(), other.image()));
    }

    @Test
    void intensityStaysWithinItsRange() {
        Augmentation intensity = new Augmentation(0, 0.2f, 0.5f, 0);
        SplittableRandom random = new SplittableRandom(3);
        double lowest = 0;
        for (int i = 0; i < 200; i++) {
            float[] image = intensity.apply(spot(), random).image();
            lowest = Math.min(lowest, image[0]);
            float contrast = image[SIDE * SIDE / 2] - image[0];
            assertTrue(Math.abs(image[0]) <= 0.5f && Math.abs(contrast - 1) <= 0.2001f);
        }
        assertTrue(lowest < -0.4, "the range is used");
    }

    @Test
    void originalStays() {
        Sample spot = spot();
        new Augmentation(2, 0.1f, 0.1f, 0.1f).apply(spot, new SplittableRandom(0));
        assertArrayEquals(spot().image(), spot.image());
    }

    @Test
    void negativeRangeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Augmentation(-1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, Float.NaN, 0, 0));
    }

    private static Sample spot() {
        float[] image = new float[SIDE * SIDE];
        int[] labels = new int[SIDE * SIDE];
        image[SIDE * SIDE / 2] = 1;
        labels[SIDE * SIDE / 2] = 1;
        return new Sample("spot", new int[] {SIDE, SIDE}, 1, image, labels, new float[] {1, 1});
    }
}

package org.segloss.demo.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class WindowTest {

    private static final int[] SHAPE = {2, 3};
    private static final Volume IMAGE =
            new Volume(
                    2,
                    SHAPE,
                    new float[] {1, 1},
                    new float[] {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16});
    private static final Mask MASK = new Mask(SHAPE, new int[] {1, 2, 3, 4, 5, 6});

    @Test
    void edgeGoesOnInTheImageAndBackgroundInTheMask() {
        Window window = new Window(new int[] {-1, 1}, new int[] {2, 3});
        assertArrayEquals(
                new float[] {2, 3, 3, 2, 3, 3, 12, 13, 13, 12, 13, 13}, window.of(IMAGE).values());
        assertArrayEquals(new int[] {0, 0, 0, 2, 3, 0}, window.of(MASK).labels());
    }

    @Test
    void inverseOfPaddingTakesBack() {
        Window padding = Window.centred(SHAPE, new int[] {5, 8});
        Window back = padding.inverse(SHAPE);
        assertArrayEquals(IMAGE.values(), back.of(padding.of(IMAGE)).values());
        assertArrayEquals(MASK.labels(), back.of(padding.of(MASK)).labels());
    }

    @Test
    void sliceIsOnePositionOfTheFirstAxisInEveryChannel() {
        Volume volume = new Volume(2, new int[] {2, 1, 3}, new float[] {5, 1, 2}, IMAGE.values());
        assertArrayEquals(new float[] {4, 5, 6, 14, 15, 16}, volume.slice(1).values());
        assertArrayEquals(new float[] {1, 2}, volume.slice(1).spacing());
        assertArrayEquals(
                new int[] {4, 5, 6},
                new Mask(new int[] {2, 1, 3}, MASK.labels()).slice(1).labels());
    }
}

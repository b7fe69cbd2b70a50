package org.segloss.demo.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlayTest {

    private static final int SCALE = 8;
    private static final Volume IMAGE =
            new Volume(1, new int[] {3, 3}, new float[] {1, 1}, new float[9]);
    private static final Mask CENTRE =
            new Mask(new int[] {3, 3}, new int[] {0, 0, 0, 0, 1, 0, 0, 0, 0});

    @Test
    void solidLineRunsAlongTheInsideOfItsClass() {
        BufferedImage picture = Overlay.of(IMAGE, SCALE).solid(CENTRE).picture();
        assertEquals(3 * SCALE, picture.getWidth());
        int line = Palette.color(1).getRGB();
        int black = Color.BLACK.getRGB();
        for (int i = SCALE; i < 2 * SCALE; i++) {
            assertEquals(line, picture.getRGB(i, SCALE));
            assertEquals(line, picture.getRGB(SCALE, i));
            assertEquals(line, picture.getRGB(i, 2 * SCALE - 1));
            assertEquals(line, picture.getRGB(2 * SCALE - 1, i));
            assertEquals(black, picture.getRGB(i, SCALE - 1));
        }
        assertEquals(black, picture.getRGB(SCALE + SCALE / 2, SCALE + SCALE / 2));
    }

    @Test
    void solidLineShowsThroughADashedOne() {
        BufferedImage picture = Overlay.of(IMAGE, SCALE).solid(CENTRE).dashed(CENTRE).picture();
        assertEquals(Color.WHITE.getRGB(), picture.getRGB(SCALE + SCALE / 2, SCALE));
        assertEquals(Palette.color(1).getRGB(), picture.getRGB(SCALE + 1, SCALE));
    }

    @Test
    void maskOfAnotherShapeIsRefused() {
        Overlay overlay = Overlay.of(IMAGE, 1);
        Mask other = new Mask(new int[] {3, 2}, new int[6]);
        assertThrows(IllegalArgumentException.class, () -> overlay.solid(other));
    }

    @Test
    void montageHoldsItsPanelsRowByRow() {
        BufferedImage red = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        red.setRGB(0, 0, Color.RED.getRGB());
        Montage.Panel panel = new Montage.Panel("a", red);
        BufferedImage montage =
                Montage.of(List.of(panel, panel, panel), 2, List.of("background", "organ"));
        int found = 0;
        for (int i = 0; i < montage.getWidth() * montage.getHeight(); i++) {
            int rgb = montage.getRGB(i % montage.getWidth(), i / montage.getWidth());
            found += rgb == Color.RED.getRGB() ? 1 : 0;
        }
        assertEquals(3, found);
        assertTrue(montage.getHeight() > 2 * 30 && montage.getWidth() < 3 * 40);
    }
}

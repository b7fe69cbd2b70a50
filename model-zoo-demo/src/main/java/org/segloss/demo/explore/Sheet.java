package org.segloss.demo.explore;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.List;
import org.segloss.demo.image.Png;
import org.segloss.demo.page.Resources;

/**
 * A PNG of many small pictures: a row for each scene, a column for each step. Zero is transparent,
 * so that it looks neutral on a light page and on a dark one.
 */
final class Sheet {

    private static final int MOST = 127;
    private static final int ZERO = 128;

    private static final Color POSITIVE = new Color(0xE8590C);
    private static final Color NEGATIVE = new Color(0x1C7ED6);
    private static final Color PREDICTION = new Color(0x7C8AA5);

    /** The number of a pixel, -1 to 1. */
    private interface Picture {
        double at(int scene, int step, int pixel);
    }

    private Sheet() {}

    /** The probabilities of the disk. */
    static String predictions() {
        return draw(
                PREDICTION,
                (scene, step, pixel) ->
                        1 / (1 + Math.exp(-Scene.ALL.get(scene).logOdds(step, pixel))));
    }

    /** Where a loss wants more of the disk and where less; the root shows weak pushes, too. */
    static String pushes(List<Journey> journeys) {
        double[] strongest = journeys.stream().mapToDouble(Journey::strongest).toArray();
        return draw(
                POSITIVE,
                (scene, step, pixel) -> {
                    double push = journeys.get(scene).push(step, pixel);
                    return push == 0
                            ? 0
                            : Math.signum(push) * Math.sqrt(Math.abs(push) / strongest[scene]);
                });
    }

    private static String draw(Color positive, Picture picture) {
        int side = Scene.SIDE;
        BufferedImage image =
                new BufferedImage(
                        side * Scene.STEPS,
                        side * Scene.ALL.size(),
                        BufferedImage.TYPE_BYTE_INDEXED,
                        palette(positive));
        for (int scene = 0; scene < Scene.ALL.size(); scene++) {
            for (int step = 0; step < Scene.STEPS; step++) {
                for (int pixel = 0; pixel < Scene.PIXELS; pixel++) {
                    int x = step * side + pixel % side;
                    int y = scene * side + pixel / side;
                    long colour = ZERO + Math.round(MOST * picture.at(scene, step, pixel));
                    image.getRaster().setSample(x, y, 0, (int) colour);
                }
            }
        }
        return Resources.dataUri("image/png", Png.bytes(image));
    }

    private static IndexColorModel palette(Color positive) {
        int[] colours = new int[256];
        for (int i = 0; i < colours.length; i++) {
            int alpha = Math.min(255, 2 * Math.abs(i - ZERO));
            Color colour = i < ZERO ? NEGATIVE : positive;
            colours[i] = (alpha << 24) | (colour.getRGB() & 0xFFFFFF);
        }
        return new IndexColorModel(8, colours.length, colours, 0, true, -1, 0);
    }
}

package org.segloss.demo.image;

import java.awt.Color;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

/**
 * One colour for each class. The first seven are those of <a
 * href="https://jfly.uni-koeln.de/color/">Okabe and Ito</a>, which stay apart for colour-blind
 * eyes.
 */
public final class Palette {

    private static final int[] OKABE_ITO = {
        0x000000, 0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7
    };
    private static final int ENTRIES = 256;
    private static final float GOLDEN_RATIO = 0.618034f;

    private Palette() {}

    /**
     * The colour of a class.
     *
     * @param label the class; 0 is black
     * @return its colour
     */
    public static Color color(int label) {
        if (label < OKABE_ITO.length) {
            return new Color(OKABE_ITO[label]);
        }
        // Steps of the golden ratio never come back to a hue; the brightness parts near ones.
        return Color.getHSBColor(label * GOLDEN_RATIO, 0.7f, label % 2 == 0 ? 0.95f : 0.65f);
    }

    static IndexColorModel colorModel() {
        int[] rgb = new int[ENTRIES];
        for (int label = 0; label < ENTRIES; label++) {
            rgb[label] = color(label).getRGB();
        }
        return new IndexColorModel(8, ENTRIES, rgb, 0, false, -1, DataBuffer.TYPE_BYTE);
    }
}

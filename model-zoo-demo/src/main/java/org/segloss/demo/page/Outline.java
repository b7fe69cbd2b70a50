package org.segloss.demo.page;

import java.util.function.IntPredicate;

/** The border of a region as an SVG path along the edges of pixels, sharp at any size. */
public final class Outline {

    private final int width;
    private final int height;
    private final IntPredicate inside;
    private final StringBuilder path = new StringBuilder();

    private Outline(int width, int height, IntPredicate inside) {
        this.width = width;
        this.height = height;
        this.inside = inside;
    }

    /**
     * Walks along all edges, first those that lie, then those that stand.
     *
     * @param width pixels in a row
     * @param pixels all pixels
     * @param inside whether a pixel belongs to the region; what lies beyond the picture does not
     * @return the path, a pixel being one long; empty for an empty region
     */
    public static String of(int width, int pixels, IntPredicate inside) {
        int height = pixels / width;
        Outline outline = new Outline(width, height, inside);
        for (int y = 0; y <= height; y++) {
            outline.lying(y);
        }
        for (int x = 0; x <= width; x++) {
            outline.standing(x);
        }
        return outline.path.toString();
    }

    private void lying(int y) {
        for (int x = 0; x < width; x++) {
            int start = x;
            while (x < width && at(x, y) != at(x, y - 1)) {
                x++;
            }
            if (x > start) {
                path.append("M%d %dh%d".formatted(start, y, x - start));
            }
        }
    }

    private void standing(int x) {
        for (int y = 0; y < height; y++) {
            int start = y;
            while (y < height && at(x, y) != at(x - 1, y)) {
                y++;
            }
            if (y > start) {
                path.append("M%d %dv%d".formatted(x, start, y - start));
            }
        }
    }

    private boolean at(int x, int y) {
        return x >= 0 && x < width && y >= 0 && y < height && inside.test(y * width + x);
    }
}

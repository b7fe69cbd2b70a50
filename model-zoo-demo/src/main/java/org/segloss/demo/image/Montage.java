package org.segloss.demo.image;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures with captions side by side, above a legend of the classes. */
public final class Montage {

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final int GAP = 10;
    private static final int LINE = 22;

    private Montage() {}

    /**
     * One picture of a montage.
     *
     * @param caption a short line below it
     * @param picture the picture
     */
    public record Panel(String caption, BufferedImage picture) {}

    /**
     * Arranges pictures row by row.
     *
     * @param panels at least one picture
     * @param columns how many stand in a row
     * @param classNames the classes of the legend; the first one, the background, is left out
     * @return the montage
     */
    public static BufferedImage of(List<Panel> panels, int columns, List<String> classNames) {
        if (panels.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(
                    panels.size() + " pictures in " + columns + " columns: expected at least one");
        }
        // Its only use is to measure text before the size of the montage is known.
        FontMetrics metrics =
                new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                        .createGraphics()
                        .getFontMetrics(FONT);
        int cellWidth =
                panels.stream()
                        .mapToInt(
                                p ->
                                        Math.max(
                                                p.picture().getWidth(),
                                                metrics.stringWidth(p.caption())))
                        .max()
                        .orElseThrow();
        int cellHeight =
                LINE + panels.stream().mapToInt(p -> p.picture().getHeight()).max().orElseThrow();
        int rows = (panels.size() + columns - 1) / columns;
        int legendWidth =
                classNames.stream().skip(1).mapToInt(n -> metrics.stringWidth(n) + 4 * GAP).sum();
        int shown = Math.min(columns, panels.size());
        BufferedImage montage =
                new BufferedImage(
                        Math.max(GAP + shown * (cellWidth + GAP), GAP + legendWidth),
                        GAP + rows * (cellHeight + GAP) + LINE,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = montage.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, montage.getWidth(), montage.getHeight());
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(FONT);
        for (int i = 0; i < panels.size(); i++) {
            int x = GAP + i % columns * (cellWidth + GAP);
            int y = GAP + i / columns * (cellHeight + GAP);
            graphics.drawImage(panels.get(i).picture(), x, y, null);
            graphics.setColor(Color.BLACK);
            graphics.drawString(panels.get(i).caption(), x, y + cellHeight - LINE / 3);
        }
        drawLegend(graphics, classNames, montage.getHeight() - LINE);
        graphics.dispose();
        return montage;
    }

    private static void drawLegend(Graphics2D graphics, List<String> classNames, int y) {
        int x = GAP;
        for (int label = 1; label < classNames.size(); label++) {
            graphics.setColor(Palette.color(label));
            graphics.fillRect(x, y, 2 * GAP, LINE - GAP);
            graphics.setColor(Color.BLACK);
            graphics.drawString(classNames.get(label), x + 2 * GAP + GAP / 2, y + LINE / 2);
            x += graphics.getFontMetrics().stringWidth(classNames.get(label)) + 4 * GAP;
        }
    }
}

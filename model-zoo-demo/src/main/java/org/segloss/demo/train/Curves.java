package org.segloss.demo.train;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves over the epochs. */
public final class Curves {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 340;
    private static final float LEGEND_FONT = 10f;
    private static final int LEGEND_LINE = 16;

    // Curves that agree lie on each other: a thin dashed line leaves the one below it visible.
    private static final BasicStroke BELOW = new BasicStroke(4f);
    private static final BasicStroke ABOVE =
            new BasicStroke(
                    1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6, 4}, 0);

    private Curves() {}

    /**
     * One diagram.
     *
     * @param title what stands above it
     * @param value what the vertical axis shows
     * @param lines a value for every epoch, NaN where there is none, by the name of the line
     */
    public record Panel(String title, String value, Map<String, double[]> lines) {}

    /**
     * Draws diagrams row by row.
     *
     * @param panels the diagrams
     * @param columns how many stand in a row
     * @return the picture
     */
    public static BufferedImage of(List<Panel> panels, int columns) {
        int rows = (panels.size() + columns - 1) / columns;
        BufferedImage picture =
                new BufferedImage(columns * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        for (int i = 0; i < panels.size(); i++) {
            graphics.drawImage(
                    BitmapEncoder.getBufferedImage(chart(panels.get(i))),
                    i % columns * WIDTH,
                    i / columns * HEIGHT,
                    null);
        }
        graphics.dispose();
        return picture;
    }

    private static XYChart chart(Panel panel) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(panel.title())
                        .xAxisTitle("epoch")
                        .yAxisTitle(panel.value())
                        .theme(ChartTheme.Matlab)
                        .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        // As small as the names of five classes in a row ask for.
        chart.getStyler().setLegendFont(chart.getStyler().getLegendFont().deriveFont(LEGEND_FONT));
        chart.getStyler().setLegendSeriesLineLength(LEGEND_LINE);
        chart.getStyler().setYAxisDecimalPattern("0.0##");
        panel.lines()
                .forEach(
                        (name, values) -> {
                            double[] epochs = new double[values.length];
                            Arrays.setAll(epochs, i -> i + 1);
                            boolean first = chart.getSeriesMap().isEmpty();
                            XYSeries line = chart.addSeries(name, epochs, values);
                            line.setMarker(SeriesMarkers.NONE);
                            line.setLineStyle(first ? BELOW : ABOVE);
                        });
        return chart;
    }
}

package org.segloss.benchmark;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws curves, both axes logarithmic. */
final class CurvePlot {

    private static final int WIDTH = 580;
    private static final int HEIGHT = 360;

    private static final List<Color> COLORS =
            List.of(
                    new Color(0x1f77b4),
                    new Color(0xff7f0e),
                    new Color(0x2ca02c),
                    new Color(0xd62728),
                    new Color(0x9467bd),
                    new Color(0x444444));

    private static final Color LIGHT = new Color(0xe6e6e6);

    // Of a dashed grid the picture takes twice the space.
    private static final BasicStroke THIN = new BasicStroke(1f);

    private static final BasicStroke SOLID = new BasicStroke(2f);

    /** Twice as many lines as colors can be told apart. */
    private static final BasicStroke DASHED =
            new BasicStroke(
                    2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {7, 4}, 0);

    private CurvePlot() {}

    /** Two diagrams a row, by their titles. */
    static BufferedImage of(Map<String, List<Curve>> diagrams) {
        int rows = (diagrams.size() + 1) / 2;
        // With all colors it would be larger than a picture in a repository should be.
        BufferedImage picture =
                new BufferedImage(2 * WIDTH, rows * HEIGHT, BufferedImage.TYPE_BYTE_INDEXED);
        Graphics2D graphics = picture.createGraphics();
        List<BufferedImage> drawn = new ArrayList<>();
        diagrams.forEach(
                (title, curves) -> drawn.add(BitmapEncoder.getBufferedImage(chart(title, curves))));
        for (int i = 0; i < drawn.size(); i++) {
            graphics.drawImage(drawn.get(i), i % 2 * WIDTH, i / 2 * HEIGHT, null);
        }
        graphics.dispose();
        return picture;
    }

    private static XYChart chart(String title, List<Curve> curves) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .xAxisTitle("voxels")
                        .yAxisTitle("milliseconds")
                        .build();
        AxesChartStyler styler = chart.getStyler();
        styler.setXAxisLogarithmic(true);
        styler.setYAxisLogarithmic(true);
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotGridLinesStroke(THIN);
        styler.setPlotGridLinesColor(LIGHT);
        for (int i = 0; i < curves.size(); i++) {
            List<Curve.Point> points = curves.get(i).points();
            XYSeries line =
                    chart.addSeries(
                            curves.get(i).name(),
                            points.stream().mapToDouble(Curve.Point::voxels).toArray(),
                            points.stream().mapToDouble(Curve.Point::milliseconds).toArray());
            line.setLineColor(COLORS.get(i % COLORS.size()));
            line.setLineStyle(i < COLORS.size() ? SOLID : DASHED);
            line.setMarker(SeriesMarkers.CIRCLE);
            line.setMarkerColor(line.getLineColor());
        }
        return chart;
    }
}

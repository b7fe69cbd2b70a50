package org.segloss.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.segloss.demo.cli.Engines;

/**
 * Measures how the time of a step of the heavy losses grows with the number of voxels, and what
 * iterations cost. The command stands in {@code docs/PERFORMANCE.md}.
 */
public final class LossCurves {

    private static final List<String> IMAGES =
            Stream.of(32, 64, 128, 256, 512, 1024).map("1x4x%1$dx%1$d"::formatted).toList();

    private static final List<String> VOLUMES =
            Stream.of(16, 32, 64).map("1x4x%1$dx%1$dx%1$d"::formatted).toList();

    /** In this batch the code that curves are measured with gets compiled. */
    private static final String WARM_UP = "1x4x64x64";

    /** How long steps are repeated, in nanoseconds. */
    private static final long ENOUGH = 300_000_000L;

    /** A step that takes longer is not repeated. */
    private static final long LONG = 8_000_000_000L;

    /** A step that takes longer, in milliseconds, is not worth the wait. */
    private static final double LONGEST = 20_000;

    private LossCurves() {}

    /** The losses, and how their work grows while their options stay as they are. */
    private static Map<String, Growth> losses() {
        Map<String, Growth> losses = new LinkedHashMap<>();
        losses.put("lovasz-softmax", Growth.SORTING);
        losses.put("lovasz-hinge", Growth.SORTING);
        losses.put("hausdorff-dt", Growth.LINEAR);
        losses.put("hausdorff-er", Growth.LINEAR);
        losses.put("hausdorff-cv", Growth.LINEAR);
        losses.put("weighted-hausdorff", Growth.SQUARE);
        losses.put("topological", Growth.SORTING);
        losses.put("betti-matching", Growth.SORTING);
        losses.put("region-mutual-information", Growth.LINEAR);
        losses.put("soft-cldice", Growth.LINEAR);
        losses.put("cb-dice", Growth.LINEAR);
        losses.put("ms-ssim", Growth.LINEAR);
        return losses;
    }

    /**
     * Writes {@code curves.md} and {@code curves.png}.
     *
     * @param arguments the folder, and losses if not all of them are wanted
     * @throws IOException if a file cannot be written
     */
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Map<String, Growth> losses = losses();
        if (arguments.length > 1) {
            losses.keySet().retainAll(List.of(arguments).subList(1, arguments.length));
        }
        // First, while the process has taken little memory.
        StringBuilder text = new StringBuilder(IterationTable.of(Engines.present()));
        Map<String, List<Curve>> diagrams = new LinkedHashMap<>();
        for (String engine : Engines.present()) {
            diagrams.put(engine + ", images", curves(engine, losses, IMAGES));
            diagrams.put(engine + ", volumes", curves(engine, losses, VOLUMES));
        }
        diagrams.forEach((title, curves) -> text.append('\n').append(CurveTable.of(title, curves)));
        Files.writeString(folder.resolve("curves.md"), text);
        ImageIO.write(CurvePlot.of(diagrams), "png", folder.resolve("curves.png").toFile());
        System.out.print(text);
    }

    private static List<Curve> curves(
            String engine, Map<String, Growth> losses, List<String> shapes) {
        List<Curve> curves = new ArrayList<>();
        losses.forEach((loss, growth) -> curves.add(curve(engine, loss, growth, shapes)));
        return curves;
    }

    private static Curve curve(String engine, String loss, Growth growth, List<String> shapes) {
        shortest(engine, loss, WARM_UP);
        List<Curve.Point> points = new ArrayList<>();
        for (String shape : shapes) {
            long voxels = Waves.of(shape).voxels();
            if (points.isEmpty() || expected(last(points), growth, voxels) <= LONGEST) {
                double milliseconds = shortest(engine, loss, shape);
                System.out.printf(
                        Locale.ROOT, "%s, %s, %s: %.2f ms%n", engine, loss, shape, milliseconds);
                points.add(new Curve.Point(voxels, milliseconds));
            }
        }
        return new Curve(loss, growth, points);
    }

    private static Curve.Point last(List<Curve.Point> points) {
        return points.get(points.size() - 1);
    }

    private static double expected(Curve.Point before, Growth growth, long voxels) {
        return before.milliseconds() * growth.between(before.voxels(), voxels);
    }

    /** Milliseconds of the shortest of some steps: others disturb it least. */
    private static double shortest(String engine, String loss, String shape) {
        Waves waves = Waves.of(shape);
        Form form = Forms.of(loss, waves);
        try (Batch batch = new Batch(engine, waves, Forms.required(loss, waves))) {
            long shortest = Long.MAX_VALUE;
            long spent = 0;
            // The first step may find nothing in the caches.
            for (int i = 0; spent < ENOUGH || (i < 2 && spent < LONG); i++) {
                long time = batch.time(form);
                shortest = Math.min(shortest, time);
                spent += time;
            }
            return shortest / 1e6;
        }
    }
}

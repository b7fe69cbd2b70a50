package org.segloss.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the tables of what {@link DistanceTransformBenchmark} and {@link PersistenceBenchmark}
 * measure by default.
 */
public final class GeometryTable {

    /** Median milliseconds, by the name of the benchmark with its parameters in their order. */
    private final Map<String, Double> medians = new HashMap<>();

    private GeometryTable(JsonNode runs) {
        for (JsonNode run : runs) {
            String name = run.path("benchmark").asText();
            if (name.matches(".*(DistanceTransform|Persistence)Benchmark.*")) {
                Map<String, String> parameters = new TreeMap<>();
                run.path("params")
                        .properties()
                        .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
                medians.put(
                        name.substring(name.lastIndexOf('.') + 1) + parameters,
                        run.at("/primaryMetric/scorePercentiles/50.0").asDouble());
            }
        }
    }

    /**
     * Writes {@code geometry.md} beside {@code benchmarks.json} if that tells of either.
     *
     * @param arguments the folder
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String text = of(new ObjectMapper().readTree(folder.resolve("benchmarks.json").toFile()));
        if (!text.isEmpty()) {
            Files.writeString(folder.resolve("geometry.md"), text);
            System.out.print(text);
        }
    }

    /**
     * The tables, with gaps where there are no numbers; nothing where there are none at all.
     *
     * @param runs what JMH has written
     */
    static String of(JsonNode runs) {
        GeometryTable table = new GeometryTable(runs);
        return table.medians.isEmpty()
                ? ""
                : table.distances()
                        + table.persistence(
                                "images", "%1$dx%1$d", "holes", 64, 128, 256, 512, 1024, 2048)
                        + table.persistence("volumes", "%1$dx%1$dx%1$d", "loops", 16, 32, 64, 128);
    }

    private String distances() {
        return """
        ### Distance transform

        | voxels | spacing | SciPy | one thread | two threads | SciPy over one | over two |
        | ---: | --- | ---: | ---: | ---: | ---: | ---: |
        """
                + Stream.of(64, 128, 256, 512)
                        .flatMap(side -> Stream.of("1x1x1", "3x1x1").map(s -> distance(side, s)))
                        .collect(Collectors.joining());
    }

    private String distance(int side, String spacing) {
        String mask = "side=%d, spacing=%s".formatted(side, spacing);
        Optional<Double> scipy = median("insideByScipy{%s}".formatted(mask));
        Optional<Double> one = median("inside{%s, threads=1}".formatted(mask));
        Optional<Double> two = median("inside{%s, threads=2}".formatted(mask));
        List<Optional<Double>> cells =
                List.of(scipy, one, two, ratio(scipy, one), ratio(scipy, two));
        return "| %d^3 | %s | %s |%n"
                .formatted(
                        side,
                        spacing,
                        cells.stream()
                                .map(cell -> cell.map(Digits::three).orElse(""))
                                .collect(Collectors.joining(" | ")));
    }

    private static Optional<Double> ratio(Optional<Double> above, Optional<Double> below) {
        return above.flatMap(a -> below.map(b -> a / b));
    }

    private String persistence(String kind, String pattern, String first, int... sides) {
        List<String> shapes = IntStream.of(sides).mapToObj(pattern::formatted).toList();
        String components = "{construction=VERTICES, dimension=0";
        String others = "{construction=VERTICES, dimension=1";
        List<Curve> curves =
                List.of(
                        curve("components", Growth.SORTING, "oneThread" + components, shapes),
                        curve(
                                "components, two threads",
                                Growth.SORTING,
                                "twoThreads" + components,
                                shapes),
                        curve(first, Growth.SORTING, "oneThread" + others, shapes),
                        curve(
                                first + ", two threads",
                                Growth.SORTING,
                                "twoThreads" + others,
                                shapes),
                        curve("numpy.argsort", Growth.SORTING, "byScipy{job=argsort", shapes),
                        curve("scipy.ndimage.label", Growth.LINEAR, "byScipy{job=label", shapes));
        return "\n" + CurveTable.of("Persistence, " + kind, curves);
    }

    private Curve curve(String name, Growth growth, String run, List<String> shapes) {
        List<Curve.Point> points = new ArrayList<>();
        for (String shape : shapes) {
            long voxels =
                    Stream.of(shape.split("x", -1))
                            .mapToLong(Long::parseLong)
                            .reduce(1, (a, b) -> a * b);
            median(run + ", shape=" + shape + "}")
                    .ifPresent(time -> points.add(new Curve.Point(voxels, time)));
        }
        return new Curve(name, growth, points);
    }

    private Optional<Double> median(String key) {
        return Optional.ofNullable(medians.get(key));
    }
}

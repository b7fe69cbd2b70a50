package org.segloss.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Writes curves as a table of Markdown. */
final class CurveTable {

    private CurveTable() {}

    /**
     * A row for each curve and a column for each number of voxels: milliseconds, and behind them
     * nanoseconds a voxel.
     */
    static String of(String title, List<Curve> curves) {
        long[] voxels =
                curves.stream()
                        .flatMap(curve -> curve.points().stream())
                        .mapToLong(Curve.Point::voxels)
                        .distinct()
                        .sorted()
                        .toArray();
        String heads = joined(voxels, v -> grouped(v) + " | ");
        String lines = joined(voxels, v -> "---: | ");
        return "### %s%n%n| | work | %sslope | cliff |%n| --- | --- | %s---: | --- |%n%s"
                .formatted(
                        title,
                        heads,
                        lines,
                        curves.stream()
                                .map(curve -> row(curve, voxels))
                                .collect(Collectors.joining()));
    }

    private static String row(Curve curve, long... voxels) {
        return "| %s | %s | %s%s | %s |%n"
                .formatted(
                        curve.name(),
                        curve.growth(),
                        joined(voxels, v -> cell(curve, v) + " | "),
                        curve.points().size() < 2 ? "" : Digits.three(curve.slope()),
                        curve.cliff()
                                .map(c -> Digits.three(c.times()) + " at " + grouped(c.voxels()))
                                .orElse("none"));
    }

    private static String cell(Curve curve, long voxels) {
        return curve.points().stream()
                .filter(point -> point.voxels() == voxels)
                .map(
                        point ->
                                "%s (%s)"
                                        .formatted(
                                                Digits.three(point.milliseconds()),
                                                Digits.three(point.nanosecondsPerVoxel())))
                .collect(Collectors.joining());
    }

    private static String joined(long[] voxels, LongFunction<String> text) {
        return LongStream.of(voxels).mapToObj(text).collect(Collectors.joining());
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

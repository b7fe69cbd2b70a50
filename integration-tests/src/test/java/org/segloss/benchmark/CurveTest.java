package org.segloss.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.segloss.benchmark.Curve.Point;

class CurveTest {

    private static final long[] VOXELS = {1024, 4096, 16_384, 65_536, 262_144, 1_048_576};

    private static Curve curve(Growth growth, DoubleUnaryOperator milliseconds) {
        List<Point> points =
                LongStream.of(VOXELS)
                        .mapToObj(v -> new Point(v, milliseconds.applyAsDouble((double) v)))
                        .toList();
        return new Curve("loss", growth, points);
    }

    @Test
    void theSlopeIsThePower() {
        assertEquals(1, curve(Growth.LINEAR, v -> 3e-4 * v).slope(), 1e-9);
        assertEquals(1.7, curve(Growth.LINEAR, v -> 3e-4 * Math.pow(v, 1.7)).slope(), 1e-9);
    }

    @Test
    void theSlopeIsThatOfLeastSquares() {
        // From 16,384 voxels on the logarithms to base 4 are 0, 1, 2, 3; those of the times 0, 2,
        // 1, 3.
        List<Point> points =
                List.of(
                        new Point(16_384, 1),
                        new Point(65_536, 16),
                        new Point(262_144, 4),
                        new Point(1_048_576, 64));
        assertEquals(0.8, new Curve("loss", Growth.LINEAR, points).slope(), 1e-9);
    }

    @Test
    void callsDoNotFlattenTheSlope() {
        Curve curve = curve(Growth.LINEAR, v -> Math.max(1e-3 * v, 10));
        assertEquals(1, curve.slope(), 1e-9);
    }

    @Test
    void aShortCurveIsTakenAsAWhole() {
        List<Point> points =
                List.of(new Point(1024, 2), new Point(4096, 32), new Point(16_384, 512));
        assertEquals(2, new Curve("loss", Growth.SQUARE, points).slope(), 1e-9);
    }

    @Test
    void whatGrowsAsItsWorkHasNoCliff() {
        assertEquals(Optional.empty(), curve(Growth.SQUARE, v -> 1e-6 * v * v).cliff());
        assertEquals(Optional.empty(), curve(Growth.SORTING, v -> 1e-5 * v * Math.log(v)).cliff());
        assertEquals(Optional.empty(), curve(Growth.LINEAR, v -> 1e-3 * Math.pow(v, 1.4)).cliff());
    }

    @Test
    void aCliffIsWhereTimeLeavesTheWorkBehind() {
        Curve curve = curve(Growth.LINEAR, v -> 1e-3 * (v < 100_000 ? v : 2.5 * v));
        Curve.Cliff cliff = curve.cliff().orElseThrow();
        assertEquals(262_144, cliff.voxels());
        assertEquals(2.5, cliff.times(), 1e-9);
        assertEquals(
                65_536,
                curve(Growth.LINEAR, v -> v < 50_000 ? v : v * v).cliff().orElseThrow().voxels());
    }

    @Test
    void aTableHoldsEveryPoint() {
        Curve first =
                new Curve(
                        "first",
                        Growth.LINEAR,
                        List.of(
                                new Point(1000, 1),
                                new Point(10_000, 10),
                                new Point(100_000, 300)));
        Curve second = new Curve("second", Growth.SQUARE, List.of(new Point(10_000, 0.5)));
        assertEquals(
                """
                ### engine

                | | work | 1,000 | 10,000 | 100,000 | slope | cliff |
                | --- | --- | ---: | ---: | ---: | ---: | --- |
                | first | V | 1.00 (1000) | 10.0 (1000) | 300 (3000) | 1.48 | 3.00 at 100,000 |
                | second | V^2 |  | 0.50 (50.0) |  |  | none |
                """,
                CurveTable.of("engine", List.of(first, second)));
    }
}

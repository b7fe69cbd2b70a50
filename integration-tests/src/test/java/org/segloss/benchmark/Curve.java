package org.segloss.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * The time of something against the number of voxels.
 *
 * @param name what was measured
 * @param growth how its work grows, as its code says
 * @param points what was measured, fewest voxels first
 */
record Curve(String name, Growth growth, List<Point> points) {

    /** With fewer voxels, it is the calls that take the time. */
    private static final double MANY = 1e4;

    /** As many times the time that is due to the work and is still no cliff. */
    private static final double CLIFF = 2;

    /** The time of a step. */
    record Point(long voxels, double milliseconds) {

        double nanosecondsPerVoxel() {
            return milliseconds * 1e6 / voxels;
        }
    }

    /** A place where the time grows much faster than the work: so many times as fast. */
    record Cliff(long voxels, double times) {}

    /**
     * The power of the voxels that the time grows with: the straight line of least squares through
     * the logarithms, from ten thousand voxels on where two points lie there. NaN for a single one.
     */
    double slope() {
        List<Point> many = points.stream().filter(point -> point.voxels() >= MANY).toList();
        List<Point> line = many.size() < 2 ? points : many;
        double x = line.stream().mapToDouble(Curve::logVoxels).average().orElseThrow();
        double y = line.stream().mapToDouble(Curve::logTime).average().orElseThrow();
        double product = 0;
        double square = 0;
        for (Point point : line) {
            double apart = logVoxels(point) - x;
            product += apart * (logTime(point) - y);
            square += apart * apart;
        }
        return product / square;
    }

    private static double logVoxels(Point point) {
        return Math.log((double) point.voxels());
    }

    private static double logTime(Point point) {
        return Math.log(point.milliseconds());
    }

    /** The first place where from one point to the next time more than doubles what work does. */
    Optional<Cliff> cliff() {
        for (int i = 1; i < points.size(); i++) {
            Point before = points.get(i - 1);
            Point here = points.get(i);
            double work = growth.between(before.voxels(), here.voxels());
            double times = here.milliseconds() / before.milliseconds() / work;
            if (times > CLIFF) {
                return Optional.of(new Cliff(here.voxels(), times));
            }
        }
        return Optional.empty();
    }
}

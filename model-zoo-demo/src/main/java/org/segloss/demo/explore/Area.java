package org.segloss.demo.explore;

/** A part of the plane, told by how far inside it a point lies; outside that is negative. */
@FunctionalInterface
interface Area {

    /** The distance of a point to the border, in pixels. */
    double depth(double x, double y);

    /** A disk. */
    static Area disk(double x, double y, double radius) {
        return (px, py) -> radius - Math.hypot(px - x, py - y);
    }

    /** A level bar with round ends. */
    static Area bar(double left, double right, double y, double halfWidth) {
        return (px, py) -> halfWidth - Math.hypot(px - Math.min(Math.max(px, left), right), py - y);
    }

    /** What is right of a vertical line. */
    static Area rightOf(double x) {
        return (px, py) -> px - x;
    }

    default Area or(Area other) {
        return (x, y) -> Math.max(depth(x, y), other.depth(x, y));
    }

    default Area and(Area other) {
        return (x, y) -> Math.min(depth(x, y), other.depth(x, y));
    }

    default Area without(Area other) {
        return (x, y) -> Math.min(depth(x, y), -other.depth(x, y));
    }
}

package org.segloss.demo.explore;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A way in which the prediction of a disk goes wrong, step by step.
 *
 * @param title its name
 * @param story what happens
 * @param axis what changes from step to step, in pixels
 * @param first how far the change has come at the first step
 * @param pace how far it comes from step to step
 * @param label what is labelled
 * @param prediction what is predicted when the change has come so far
 */
record Scene(
        String title,
        String story,
        String axis,
        double first,
        double pace,
        Area label,
        DoubleFunction<Area> prediction) {

    /** Rows and columns of the pictures. */
    static final int SIDE = 48;

    static final int PIXELS = SIDE * SIDE;

    /** How many predictions a scene has. */
    static final int STEPS = 13;

    static final List<Scene> ALL = List.of(size(), place(), branch(), hole());

    private static final double SLOPE = 2;
    private static final double SURE = 4;

    private static Scene size() {
        return new Scene(
                "Size",
                "The predicted disk grows, from far too small to far too large.",
                "radius (label: 12)",
                3,
                1.5,
                Area.disk(24, 24, 12),
                radius -> Area.disk(24, 24, radius));
    }

    private static Scene place() {
        return new Scene(
                "Place",
                "The predicted disk moves away from the label until they no longer overlap.",
                "shift",
                0,
                2,
                Area.disk(12, 24, 9),
                shift -> Area.disk(12 + shift, 24, 9));
    }

    private static Scene branch() {
        Area body = Area.disk(12, 24, 8);
        Area branch = Area.bar(12, 42, 24, 2);
        // A pixel more goes than the gap says, or the blurred end of the branch would never.
        DoubleFunction<Area> rest = gap -> branch.and(Area.rightOf(21 + gap));
        return new Scene(
                "Branch",
                "The prediction loses the label's branch: first it comes off, then it wears away.",
                "gap in the branch",
                0,
                2,
                body.or(branch),
                gap -> body.or(gap == 0 ? branch : rest.apply(gap)));
    }

    private static Scene hole() {
        Area plate = Area.disk(24, 24, 16);
        return new Scene(
                "Hole",
                "A hole opens in the middle of the prediction; the label has none.",
                "radius of the hole",
                0,
                1,
                plate,
                hole -> hole == 0 ? plate : plate.without(Area.disk(24, 24, hole)));
    }

    /** How far the change has come. */
    double position(int step) {
        return first + step * pace;
    }

    boolean labelled(int pixel) {
        return at(label, pixel) > 0;
    }

    /** How sure a network would be of the disk, and less so near its border. */
    float logOdds(int step, int pixel) {
        double depth = at(prediction.apply(position(step)), pixel);
        return (float) Math.max(-SURE, Math.min(SURE, SLOPE * depth));
    }

    private static double at(Area area, int pixel) {
        return area.depth(pixel % SIDE + 0.5, Math.floorDiv(pixel, SIDE) + 0.5);
    }
}

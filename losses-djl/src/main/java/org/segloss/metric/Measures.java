package org.segloss.metric;

import java.util.function.ToDoubleFunction;
import org.segloss.geometry.DistanceTransform;

/** The measures that have a parameter or look at places; the others are in {@link Evaluators}. */
public final class Measures {

    private Measures() {}

    /**
     * A percentile of the distances of both surfaces.
     *
     * @param definition what a surface is
     * @param percent 95 for HD95, 100 for the Hausdorff distance
     * @return the larger of both directions
     */
    public static Measure hausdorff(SurfaceDefinition definition, double percent) {
        return (image, c) -> image.surfaces(c, definition).percentile(percent);
    }

    /**
     * The average symmetric surface distance.
     *
     * @param definition what a surface is
     * @return the mean over both surfaces
     */
    public static Measure averageSurfaceDistance(SurfaceDefinition definition) {
        return (image, c) -> image.surfaces(c, definition).average();
    }

    /**
     * The normalised surface Dice.
     *
     * @param definition what a surface is
     * @param tolerance what is near, in the unit of the spacing
     * @return the share of both surfaces that is near the other
     */
    public static Measure surfaceDice(SurfaceDefinition definition, double tolerance) {
        return (image, c) -> image.surfaces(c, definition).dice(tolerance);
    }

    /**
     * The boundary F1 score.
     *
     * @param theta what is near, in the unit of the spacing
     * @return {@link BoundaryF1}
     */
    public static Measure boundaryF1(double theta) {
        return (image, c) -> boundaryF1(image, c, theta);
    }

    /**
     * The boundary F1 score with what is near in proportion to the image.
     *
     * @param share the distance as a share of the diagonal, {@link BoundaryF1#PAPER_SHARE}
     * @return {@link BoundaryF1}
     */
    public static Measure boundaryF1OfDiagonal(double share) {
        return (image, c) ->
                boundaryF1(
                        image,
                        c,
                        share * new DistanceTransform(image.shape(), image.spacing()).diagonal());
    }

    private static double boundaryF1(ImagePair image, int c, double theta) {
        return BoundaryF1.of(
                image.shape(), image.spacing(), image.prediction(c), image.reference(c), theta);
    }

    /**
     * A ratio of the voxels near the boundaries of the reference.
     *
     * @param ratio the ratio of their counts
     * @param width how far from a boundary they are at most, in the unit of the spacing
     * @return the measure within the {@link Trimap}
     */
    public static CountMeasure trimap(ToDoubleFunction<ConfusionCounts> ratio, double width) {
        return new CountMeasure(
                ratio,
                image ->
                        image.within(
                                Trimap.band(
                                        image.shape(),
                                        image.spacing(),
                                        image.references(),
                                        width)));
    }

    /**
     * clDice.
     *
     * @return {@link ClDice}
     */
    public static Measure clDice() {
        return (image, c) -> ClDice.of(image.shape(), image.prediction(c), image.reference(c));
    }

    /**
     * The Betti number error.
     *
     * @return {@link BettiError}
     */
    public static Measure bettiError() {
        return (image, c) -> BettiError.of(image.shape(), image.prediction(c), image.reference(c));
    }
}

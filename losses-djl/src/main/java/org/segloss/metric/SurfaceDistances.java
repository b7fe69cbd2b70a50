package org.segloss.metric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.segloss.geometry.Contour;
import org.segloss.geometry.DistanceTransform;
import org.segloss.geometry.SurfaceElements;

/**
 * How far the surfaces of two masks are apart, from each point of one surface to the nearest of the
 * other, in the unit of the spacing: Hausdorff distance, its percentiles, the average symmetric
 * surface distance and the normalised surface Dice.
 *
 * <p>What a surface is, and hence the numbers, differs between implementations: {@link #ofVoxels}
 * is that of <a href="https://github.com/Project-MONAI/MONAI">MONAI</a>, {@link #ofElements} that
 * of DeepMind's <a href="https://github.com/google-deepmind/surface-distance">surface-distance</a>.
 * Both count what is beyond the edge of the image as outside.
 *
 * <p>With both masks empty every measure is NaN; with one of them empty the distances are infinite
 * and the surface Dice is 0. Objects are immutable.
 */
public final class SurfaceDistances {

    /** Distances come in single precision: so far they may be off and count as equal. */
    static final double ROUNDING = 1e-6;

    private final Directed toReference;
    private final Directed toPrediction;

    /** Whether a percentile is interpolated between points, or one of them. */
    private final boolean interpolated;

    private SurfaceDistances(Directed toReference, Directed toPrediction, boolean interpolated) {
        this.toReference = toReference;
        this.toPrediction = toPrediction;
        this.interpolated = interpolated;
    }

    /**
     * Measures between boundary voxels, those with a face neighbour outside: each counts alike,
     * percentiles are interpolated linearly. O(V) for V voxels.
     *
     * @param shape number of voxels along each axis
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     * @param prediction the voxels of one mask, by their indices in C order
     * @param reference the voxels of the other
     * @return the distances
     * @throws IllegalArgumentException if {@link DistanceTransform} refuses shape or spacing
     */
    public static SurfaceDistances ofVoxels(
            int[] shape, float[] spacing, BitSet prediction, BitSet reference) {
        DistanceTransform distances = new DistanceTransform(shape, spacing);
        Contour contour = new Contour(shape, true);
        BitSet predicted = contour.of(prediction::get);
        BitSet labelled = contour.of(reference::get);
        return new SurfaceDistances(
                Directed.of(distances, predicted, labelled, v -> 1),
                Directed.of(distances, labelled, predicted, v -> 1),
                true);
    }

    /**
     * Measures between surface elements on the dual grid: each counts by its length or area, a
     * percentile is the distance of the element where that share of the area is reached. O(V) for V
     * voxels.
     *
     * @param shape number of voxels along each of two or three axes
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     * @param prediction the voxels of one mask, by their indices in C order
     * @param reference the voxels of the other
     * @return the distances
     * @throws IllegalArgumentException if {@link SurfaceElements} refuses shape or spacing
     */
    public static SurfaceDistances ofElements(
            int[] shape, float[] spacing, BitSet prediction, BitSet reference) {
        SurfaceElements elements = new SurfaceElements(shape, spacing);
        DistanceTransform distances = new DistanceTransform(elements.dualShape(), spacing);
        double[] predicted = elements.of(prediction);
        double[] labelled = elements.of(reference);
        BitSet from = surface(predicted);
        BitSet to = surface(labelled);
        return new SurfaceDistances(
                Directed.of(distances, from, to, i -> predicted[i]),
                Directed.of(distances, to, from, i -> labelled[i]),
                false);
    }

    private static BitSet surface(double[] elements) {
        return IntStream.range(0, elements.length)
                .filter(i -> elements[i] > 0)
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /**
     * The Hausdorff distance: the largest distance of a point of one surface from the other.
     *
     * @return the larger of both directions
     */
    public double hausdorff() {
        return percentile(100);
    }

    /**
     * A robust Hausdorff distance, usually with 95 percent.
     *
     * @param percent how many percent of a surface are at most so far, 0 to 100
     * @return the larger percentile of both directions, not that of the pooled distances
     */
    public double percentile(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent = " + percent + ": allowed is 0 to 100");
        }
        return empty()
                ? ofEmpty()
                : Math.max(
                        toReference.percentile(percent, interpolated),
                        toPrediction.percentile(percent, interpolated));
    }

    /**
     * The average symmetric surface distance: the mean over the points of both surfaces.
     *
     * @return the mean of all distances, not that of two means
     */
    public double average() {
        return empty()
                ? ofEmpty()
                : (toReference.sum() + toPrediction.sum())
                        / (toReference.total() + toPrediction.total());
    }

    /**
     * The average distance of the predicted surface from that of the reference.
     *
     * @return the mean of one direction
     */
    public double averageToReference() {
        return empty() ? ofEmpty() : toReference.sum() / toReference.total();
    }

    /**
     * The average distance of the surface of the reference from the predicted one.
     *
     * @return the mean of the other direction
     */
    public double averageToPrediction() {
        return empty() ? ofEmpty() : toPrediction.sum() / toPrediction.total();
    }

    /**
     * The normalised surface Dice: which share of both surfaces is near the other (<a
     * href="https://arxiv.org/abs/1809.04430">Nikolov et al.</a>, 2018).
     *
     * @param tolerance what is near, in the unit of the spacing
     * @return the share with a distance of at most the tolerance
     */
    public double dice(double tolerance) {
        return (toReference.within(tolerance) + toPrediction.within(tolerance))
                / (toReference.total() + toPrediction.total());
    }

    private boolean empty() {
        return toReference.total() == 0 || toPrediction.total() == 0;
    }

    private double ofEmpty() {
        return toReference.total() == toPrediction.total() ? Double.NaN : Double.POSITIVE_INFINITY;
    }

    /**
     * The distances of the points of one surface from the other.
     *
     * @param distances in ascending order
     * @param upTo the sum of the weights up to each point
     */
    @SuppressWarnings("ArrayRecordComponent") // A pair of columns, compared by nobody.
    private record Directed(double[] distances, double[] upTo) {

        static Directed of(
                DistanceTransform transform, BitSet from, BitSet to, IntToDoubleFunction weight) {
            float[] map = transform.toNearest(to::get);
            int[] points =
                    from.stream()
                            .boxed()
                            .sorted(Comparator.comparingDouble(v -> map[v]))
                            .mapToInt(v -> v)
                            .toArray();
            double[] upTo = Arrays.stream(points).mapToDouble(weight).toArray();
            Arrays.parallelPrefix(upTo, Double::sum);
            return new Directed(Arrays.stream(points).mapToDouble(v -> map[v]).toArray(), upTo);
        }

        double total() {
            return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
        }

        double sum() {
            return IntStream.range(0, distances.length)
                    .mapToDouble(i -> distances[i] * (upTo[i] - (i == 0 ? 0 : upTo[i - 1])))
                    .sum();
        }

        double within(double tolerance) {
            double reach = tolerance * (1 + ROUNDING);
            int count = 0;
            while (count < distances.length && distances[count] <= reach) {
                count++;
            }
            return count == 0 ? 0 : upTo[count - 1];
        }

        double percentile(double percent, boolean interpolated) {
            int last = distances.length - 1;
            if (interpolated) {
                double rank = percent / 100 * last;
                int below = (int) rank;
                double step = distances[Math.min(below + 1, last)] - distances[below];
                return distances[below] + (rank - below) * step;
            }
            int element = 0;
            while (element < last && upTo[element] / total() < percent / 100) {
                element++;
            }
            return distances[element];
        }
    }
}

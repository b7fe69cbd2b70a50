package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.segloss.host.HostArray;
import org.segloss.tensor.SafeMath;
import org.segloss.tensor.ScoreFilter;
import org.segloss.tensor.Windows;

/**
 * How far each value lies from the mean of the Gaussian window around it, in standard deviations of
 * that window: \( (z - \mu + C_4) / (\sigma + C_4) \). Outside the image the border is repeated.
 */
final class StandardScore {

    /** Added under the root, whose slope at 0 is infinite. */
    private static final double SMALLEST_VARIANCE = 1e-12;

    private final double[] weights;
    private final double c4;

    /**
     * Fixes the window.
     *
     * @param window its length along every axis, odd
     * @param sigma the standard deviation of its weights, in voxels
     * @param c4 what is added to both sides of the ratio
     */
    StandardScore(int window, double sigma, double c4) {
        weights = AxisWindow.gaussian(window, sigma);
        this.c4 = c4;
    }

    /** The scores of maps {@code [N, C, *S]}. */
    NDArray of(NDArray map) {
        if (map instanceof HostArray host && !host.varies()) {
            return ScoreFilter.scores(host, weights, SMALLEST_VARIANCE, c4);
        }
        NDArray mean = map;
        NDArray variance = null;
        for (int axis = 2; axis < map.getShape().dimension(); axis++) {
            // The law of total variance, axis by axis. The shorter E[z^2] - mean^2 cancels.
            List<NDArray> means = Windows.neighbours(mean, axis, weights.length / 2);
            NDArray centre = average(means);
            NDArray between = average(means.stream().map(m -> m.sub(centre).square()).toList());
            variance =
                    variance == null
                            ? between
                            : average(Windows.neighbours(variance, axis, weights.length / 2))
                                    .add(between);
            mean = centre;
        }
        NDArray deviation = variance.add(SMALLEST_VARIANCE).sqrt();
        return map.sub(mean).add(c4).div(deviation.add(c4));
    }

    private NDArray average(List<NDArray> values) {
        NDArray sum = SafeMath.times(values.get(0), weights[0]);
        for (int i = 1; i < weights.length; i++) {
            sum = sum.add(SafeMath.times(values.get(i), weights[i]));
        }
        return sum;
    }
}

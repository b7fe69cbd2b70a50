package org.segloss.metric;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * A ratio of counts. Over many images or classes the counts are added up first.
 *
 * @param ratio the ratio
 * @param restriction to which voxels of an image it is restricted
 */
public record CountMeasure(
        ToDoubleFunction<ConfusionCounts> ratio, UnaryOperator<ImagePair> restriction)
        implements Measure {

    /**
     * A ratio of the counts of all voxels.
     *
     * @param ratio the ratio
     */
    public CountMeasure(ToDoubleFunction<ConfusionCounts> ratio) {
        this(ratio, UnaryOperator.identity());
    }

    @Override
    public double of(ImagePair image, int c) {
        return ratio.applyAsDouble(restriction.apply(image).counts(c));
    }
}

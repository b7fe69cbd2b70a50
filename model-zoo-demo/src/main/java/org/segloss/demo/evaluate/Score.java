package org.segloss.demo.evaluate;

import java.util.Arrays;
import java.util.List;
import org.segloss.metric.MaskTally;

/**
 * What a metric came to, in one case or in all of them.
 *
 * @param metric its name
 * @param classes the value of each class by its index, NaN for one without
 * @param average the value over the classes
 */
public record Score(String metric, List<Double> classes, double average) {

    static Score of(String metric, MaskTally tally) {
        return new Score(metric, Arrays.stream(tally.classes()).boxed().toList(), tally.average());
    }
}

package org.segloss.demo.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.segloss.demo.data.Sample;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.image.Mask;
import org.segloss.metric.Evaluators;
import org.segloss.metric.ImagePair;
import org.segloss.metric.MaskTally;

/**
 * What is measured on the validation samples besides Dice. A class that only one of prediction and
 * label holds is as far as the largest sample is long: an infinite distance would hide all others
 * in the first epochs.
 */
final class ValidationMetrics {

    private ValidationMetrics() {}

    /** The averages over the foreground by the names of the metrics. */
    static Map<String, Double> of(
            List<String> metrics, SegmentationData data, List<Mask> predictions) {
        Map<String, MaskTally> tallies = new LinkedHashMap<>();
        double missed =
                data.validation().stream().mapToDouble(Sample::diagonal).max().orElseThrow();
        for (String name : metrics) {
            tallies.put(name, Evaluators.foreground(name).optMissed(missed).build().newTally());
        }
        for (int i = 0; i < predictions.size() && !metrics.isEmpty(); i++) {
            Sample sample = data.validation().get(i);
            ImagePair image =
                    ImagePair.ofLabels(
                            sample.shape(),
                            sample.spacing(),
                            predictions.get(i).labels(),
                            sample.labels(),
                            data.classNames().size(),
                            null);
            tallies.values().forEach(tally -> tally.add(image));
        }
        Map<String, Double> averages = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> averages.put(name, tally.average()));
        return averages;
    }
}
